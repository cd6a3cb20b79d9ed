using System.Globalization;
using System.Runtime.InteropServices;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Names;

/// <summary>The suffix of a name that had to be changed: <c>~</c> and 16 hex digits of a hash, so that different texts keep different names.</summary>
internal static class NameMark
{
    /// <summary>The length of a mark in characters and in bytes.</summary>
    public const int Length = 17;

    /// <summary>Returns the mark of a text. 64 bits, because 32 would collide among ten million names.</summary>
    public static string Of(string text) =>
        "~" + BitConverter.ToUInt64(Hash(text), 0).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether a text ends with something that looks like a mark.</summary>
    public static bool IsAtEndOf(string text)
    {
        if (text.Length < Length || text[text.Length - Length] != '~')
        {
            return false;
        }

        for (var i = text.Length - Length + 1; i < text.Length; i++)
        {
            if (text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the SHA-256 of the UTF-16 code units. An encoding would make all unpaired surrogates equal.</summary>
    public static byte[] Hash(string text)
    {
        var digest = new byte[Digest.Length];
        Digest.Hash(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        return digest;
    }
}

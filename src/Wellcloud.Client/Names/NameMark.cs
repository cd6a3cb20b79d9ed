using System.Globalization;
using System.Runtime.InteropServices;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Names;

/// <summary>The end of a name that had to be changed: <c>~</c> and 16 digits that tell it from others changed to the same.</summary>
internal static class NameMark
{
    /// <summary>The characters of a mark, one byte each.</summary>
    public const int Length = 17;

    /// <summary>The mark of a text. 64 bits, since 32 would meet among ten million names.</summary>
    public static string Of(string text) =>
        "~" + BitConverter.ToUInt64(Hash(text), 0).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether a text ends as if it had a mark.</summary>
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

    /// <summary>SHA-256 of the UTF-16 units: an encoding would make all broken surrogate pairs one.</summary>
    public static byte[] Hash(string text)
    {
        var digest = new byte[Digest.Length];
        Digest.Hash(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        return digest;
    }
}

using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Reads a name of unknown encoding.</summary>
internal static class NameBytes
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the name as UTF-8 if the bytes are valid, otherwise as GBK, otherwise as Latin-1.</summary>
    public static string Read(byte[] bytes) => TryRead(_utf8, bytes) ?? TryRead(Gbk.Strict, bytes) ?? Latin1(bytes);

    /// <summary>Returns the text in a strict encoding; null when the bytes are invalid.</summary>
    public static string? TryRead(Encoding? strict, byte[] bytes)
    {
        try
        {
            return strict?.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Returns the text in UTF-8; null when the bytes are invalid.</summary>
    public static string? TryReadUtf8(byte[] bytes) => TryRead(_utf8, bytes);

    /// <summary>Returns the text in Latin-1, where every byte is a character.</summary>
    public static string Latin1(byte[] bytes) => new(Array.ConvertAll(bytes, value => (char)value));
}

using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Reads a name whose encoding nobody states.</summary>
internal static class NameBytes
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>As UTF-8 if every byte fits it, else as GBK, else as Latin-1.</summary>
    public static string Read(byte[] bytes) => TryRead(_utf8, bytes) ?? TryRead(Gbk.Strict, bytes) ?? Latin1(bytes);

    /// <summary>The text in an encoding that throws; null when the bytes do not fit it.</summary>
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

    /// <summary>The text in strict UTF-8; null when the bytes do not fit it.</summary>
    public static string? TryReadUtf8(byte[] bytes) => TryRead(_utf8, bytes);

    /// <summary>Every byte as the character of that number.</summary>
    public static string Latin1(byte[] bytes) => new(Array.ConvertAll(bytes, value => (char)value));
}

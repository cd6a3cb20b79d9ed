using System.Text;

namespace Wellcloud.Client.Json;

/// <summary>Detects the encoding of JSON: by its byte order mark, by its zero bytes, or from a header.</summary>
internal static class JsonEncoding
{
    /// <summary>The number of bytes that are enough to detect the encoding.</summary>
    public const int HeadLength = 4;

    /// <summary>Returns the encoding; null for UTF-8.</summary>
    /// <param name="head">The first bytes: <see cref="HeadLength"/> or more, or the whole text if it is shorter.</param>
    /// <param name="declared">The encoding that a header declares; null if there is none, or for UTF-8.</param>
    public static Encoding? Detect(ReadOnlySpan<byte> head, Encoding? declared)
    {
        // JSON begins with a mark or with ASCII, so its zeros show the width of a character, whatever the header says.
        var (a, b, c, d) = (At(head, 0), At(head, 1), At(head, 2), At(head, 3));
        return (a, b, c, d) switch
        {
            (0xEF, 0xBB, 0xBF, _) => null,
            (0xFF, 0xFE, 0, 0) or (> 0, 0, 0, 0) => Encoding.UTF32,
            (0, 0, 0xFE, 0xFF) or (0, 0, 0, > 0) => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            (0xFF, 0xFE, _, _) or (> 0, 0, _, _) => Encoding.Unicode,
            (0xFE, 0xFF, _, _) or (0, > 0, _, _) => Encoding.BigEndianUnicode,
            _ => declared is UnicodeEncoding or UTF32Encoding ? null : declared,
        };
    }

    /// <summary>Returns a whole JSON text, or another short text, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> text, Encoding? declared) =>
        Detect(text.Span, declared) is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(text.ToArray())) : text;

    private static int At(ReadOnlySpan<byte> head, int index) => index < head.Length ? head[index] : -1;
}

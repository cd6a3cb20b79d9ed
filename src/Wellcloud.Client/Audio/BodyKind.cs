using System.Text;

namespace Wellcloud.Client.Audio;

/// <summary>Tells by its first bytes what a body is when it is not audio.</summary>
internal static class BodyKind
{
    /// <summary>The bytes that are enough to tell text from binary data.</summary>
    private const int SampleLength = 4096;

    private const char ByteOrderMark = '\uFEFF';

    private static ReadOnlySpan<byte> LittleEndianMark => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> BigEndianMark => [0xFE, 0xFF];

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B, 0x08];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> OfficeFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static ReadOnlySpan<byte> SevenZip => [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C];

    /// <summary>Whether the body begins as JSON does, in any Unicode encoding.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head)
    {
        var text = Start(head);
        var next = text.Length == 0 ? "" : text.Substring(1).TrimStart();
        return text.Length > 0 && text[0] switch
        {
            '{' => next.Length == 0 || next[0] is '"' or '}',
            '[' => next.Length == 0 || next[0] is '{' or '[' or ']' or '"' or '-' or 't' or 'f' or 'n' or (>= '0' and <= '9'),
            _ => false,
        };
    }

    /// <summary>Whether the body begins as HTML or XML does, in any Unicode encoding.</summary>
    public static bool IsHtml(ReadOnlySpan<byte> head)
    {
        var text = Start(head);
        return text.Length > 1 && text[0] == '<' && text[1] is '!' or '?' or '/' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
    }

    /// <summary>Whether the body is text: empty, JSON, HTML or anything printable in UTF-8 or UTF-16.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        if (IsJson(head) || IsHtml(head))
        {
            return true;
        }

        foreach (var character in Decode(head))
        {
            // U+FFFD is what invalid bytes are decoded to.
            if ((char.IsControl(character) && character is not ('\t' or '\n' or '\v' or '\f' or '\r')) || character == '\uFFFD')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the body is a zip archive.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Whether the body is a file of a known format that is neither audio nor text.</summary>
    public static bool IsOtherFile(ReadOnlySpan<byte> head) =>
        IsZip(head) || head.StartsWith(Gzip) || head.StartsWith("%PDF"u8)
        || head.StartsWith(Png) || head.StartsWith(Jpeg) || head.StartsWith("GIF8"u8) || IsWebP(head)
        || head.StartsWith(OfficeFile) || head.StartsWith(SevenZip) || head.StartsWith("Rar!\u001A\u0007"u8);

    /// <summary>Whether a body is shorter than any audio.</summary>
    public static bool IsTooShort(ReadOnlySpan<byte> head) => head.Length < 4;

    /// <summary>Whether there are only zeros, as in a file whose content was never written.</summary>
    public static bool IsZeros(ReadOnlySpan<byte> head)
    {
        foreach (var value in head)
        {
            if (value != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWebP(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head.Slice(8).StartsWith("WEBP"u8);

    private static string Start(ReadOnlySpan<byte> head) => Decode(head).TrimStart().TrimStart(ByteOrderMark).TrimStart();

    /// <summary>Whether the first four characters are ASCII in UTF-16 without a mark.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="first">The index of the byte that is not zero in the first character.</param>
    private static bool IsWideAscii(ReadOnlySpan<byte> head, int first)
    {
        var length = Math.Min(head.Length, 8) & ~1;
        for (var i = 0; i < length; i += 2)
        {
            if (head[i + first] is not ((>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\r' or (byte)'\n') || head[i + 1 - first] != 0)
            {
                return false;
            }
        }

        return length > 2;
    }

    private static string Decode(ReadOnlySpan<byte> head)
    {
        Encoding encoding = head.StartsWith(LittleEndianMark) || IsWideAscii(head, 0) ? Encoding.Unicode
            : head.StartsWith(BigEndianMark) || IsWideAscii(head, 1) ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
        var bytes = head.Slice(0, Math.Min(head.Length, SampleLength)).ToArray();
        var characters = new char[encoding.GetMaxCharCount(bytes.Length)];

        // Without a flush, the decoder leaves out a character that the sample cuts in two.
        var count = encoding.GetDecoder().GetChars(bytes, 0, bytes.Length, characters, 0, flush: false);
        return new string(characters, 0, count).TrimStart(ByteOrderMark);
    }
}

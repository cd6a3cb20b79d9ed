using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Reads the file name from <c>Content-Disposition</c> (RFC 6266), in all forms that servers send in practice.</summary>
internal static class ContentDispositionName
{
    /// <summary>The greatest length of an extension, with its dot. A longer extension counts as part of the name.</summary>
    private const int MaximumExtension = 10;

    /// <summary>Returns the last segment of the name, safe on every system; null when there is no usable name.</summary>
    /// <param name="headerRaw">The header's value with each byte as one character.</param>
    public static string? Read(string? headerRaw)
    {
        string? plain = null;
        string? extended = null;
        foreach (var (name, value) in HeaderParameters.Read(headerRaw ?? ""))
        {
            if (name.Equals("filename*", StringComparison.OrdinalIgnoreCase))
            {
                extended ??= ReadExtended(value);
            }
            else if (name.Equals("filename", StringComparison.OrdinalIgnoreCase))
            {
                plain ??= ReadPlain(value);
            }
        }

        return Clean(extended) ?? Clean(plain);
    }

    /// <summary>Reads the form of RFC 5987: <c>charset'language'percent-encoded</c>.</summary>
    private static string? ReadExtended(string value)
    {
        var parts = value.Split(['\''], 3);
        if (parts.Length < 3)
        {
            return ReadPlain(value);
        }

        var bytes = Unescape(BytesOf(parts[2]));
        return parts[0].Trim().ToUpperInvariant() switch
        {
            "ISO-8859-1" => NameBytes.Latin1(bytes),
            "GBK" or "GB2312" or "GB18030" => NameBytes.TryRead(Gbk.Strict, bytes) ?? NameBytes.Read(bytes),
            _ => NameBytes.Read(bytes),
        };
    }

    private static string ReadPlain(string value)
    {
        var bytes = BytesOf(value);

        // Java servers send URL-encoded names here, against the standard. Browsers decode them too.
        return NameBytes.TryReadUtf8(Unescape(bytes)) ?? NameBytes.Read(bytes);
    }

    private static string? Clean(string? name)
    {
        var last = name?.Substring(name.LastIndexOfAny(['/', '\\']) + 1).Trim(' ', '.');
        if (string.IsNullOrWhiteSpace(last))
        {
            return null;
        }

        // The extension is kept when a long name is cut.
        var dot = last!.LastIndexOf('.');
        return dot > 0 && IsExtension(last.Substring(dot))
            ? SafeSegment.From(last.Substring(0, dot)) + last.Substring(dot)
            : SafeSegment.From(last);
    }

    private static bool IsExtension(string text)
    {
        var isPlain = text.Length is > 1 and <= MaximumExtension;
        for (var i = 1; isPlain && i < text.Length; i++)
        {
            isPlain = text[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
        }

        return isPlain;
    }

    /// <summary>Returns the original bytes of a header read as Latin-1. A header with other characters is encoded as UTF-8.</summary>
    private static byte[] BytesOf(string value) =>
        value.Any(character => character > 0xFF) ? Encoding.UTF8.GetBytes(value) : Array.ConvertAll(value.ToCharArray(), character => (byte)character);

    private static byte[] Unescape(byte[] escaped)
    {
        var bytes = new List<byte>(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var isEscape = escaped[i] == '%' && i + 2 < escaped.Length && Digit(escaped[i + 1]) >= 0 && Digit(escaped[i + 2]) >= 0;
            bytes.Add(isEscape ? (byte)((Digit(escaped[i + 1]) << 4) | Digit(escaped[i + 2])) : escaped[i]);
            i += isEscape ? 2 : 0;
        }

        return [.. bytes];
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        _ => -1,
    };
}

using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>The file name that a server suggests in <c>Content-Disposition</c> (RFC 6266), in the forms that servers really send.</summary>
internal static class ContentDispositionName
{
    /// <summary>With its dot; a longer extension is part of the name.</summary>
    private const int MaximumExtension = 10;

    /// <summary>The last segment of the suggested name, safe on every system; null when there is none of use.</summary>
    /// <param name="headerRaw">The header's value with each byte as one character.</param>
    public static string? Read(string? headerRaw)
    {
        string? plain = null;
        string? extended = null;
        foreach (var (name, value) in HeaderParameters.Read(headerRaw ?? ""))
        {
            if (name.Equals("filename*", StringComparison.OrdinalIgnoreCase))
            {
                extended ??= Extended(value);
            }
            else if (name.Equals("filename", StringComparison.OrdinalIgnoreCase))
            {
                plain ??= Plain(value);
            }
        }

        return Clean(extended) ?? Clean(plain);
    }

    /// <summary>RFC 5987: <c>charset'language'percent-encoded</c>.</summary>
    private static string? Extended(string value)
    {
        var parts = value.Split(['\''], 3);
        if (parts.Length < 3)
        {
            return Plain(value);
        }

        var bytes = Unescape(BytesOf(parts[2]));
        return parts[0].Trim().ToUpperInvariant() switch
        {
            "ISO-8859-1" => NameBytes.Latin1(bytes),
            "GBK" or "GB2312" or "GB18030" => NameBytes.TryRead(Gbk.Strict, bytes) ?? NameBytes.Read(bytes),
            _ => NameBytes.Read(bytes),
        };
    }

    private static string Plain(string value)
    {
        var bytes = BytesOf(value);

        // Java servers send URL-encoded names here, against the standard; browsers decode them too.
        return NameBytes.TryReadUtf8(Unescape(bytes)) ?? NameBytes.Read(bytes);
    }

    private static string? Clean(string? name)
    {
        var last = name?.Substring(name.LastIndexOfAny(['/', '\\']) + 1).Trim(' ', '.');
        if (string.IsNullOrWhiteSpace(last))
        {
            return null;
        }

        // The extension survives the cut of a long name.
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

    /// <summary>The bytes as they came; of a header that was decoded some other way, its UTF-8.</summary>
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

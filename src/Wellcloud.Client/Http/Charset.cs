using System.Globalization;
using System.Text;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Finds the encoding that a response declares for its text.</summary>
internal static class Charset
{
    private const int Gb18030 = 54936;

    /// <summary>Spellings of Java and of old servers, which the platform does not know. GB18030 includes GBK and GB2312.</summary>
    private static readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gbk"] = "gb18030",
        ["gb2312"] = "gb18030",
        ["gb-2312"] = "gb18030",
        ["gb2312-80"] = "gb18030",
        ["gb-2312-80"] = "gb18030",
        ["euc-cn"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["936"] = "gb18030",
        ["gb-18030"] = "gb18030",
        ["gb18030-2000"] = "gb18030",
        ["big5-hkscs"] = "big5",
        ["utf16"] = "utf-16",
        ["utf16le"] = "utf-16",
        ["utf-16le"] = "utf-16",
        ["utf16be"] = "utf-16be",
        ["unicode"] = "utf-16",
        ["utf32"] = "utf-32",
        ["latin1"] = "iso-8859-1",
        ["latin-1"] = "iso-8859-1",
        ["iso8859-1"] = "iso-8859-1",
        ["8859-1"] = "iso-8859-1",
        ["utf8"] = "utf-8",
        ["utf-8-sig"] = "utf-8",
        ["utf8mb4"] = "utf-8",
        ["us-ascii"] = "utf-8",
        ["ascii"] = "utf-8",
    };

    private static readonly string[] _codePages = ["cp", "ms", "windows-", "win", "x-cp"];

    /// <summary>Values that servers write without declaring an encoding.</summary>
    private static readonly HashSet<string> _nothing = new(StringComparer.OrdinalIgnoreCase) { "", "none", "null", "undefined", "binary", "default" };

    /// <summary>Returns the declared encoding; null if there is none, or for UTF-8.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.InvalidResponse"/>: the platform does not know the encoding.</exception>
    public static Encoding? Of(ServiceAnswer answer)
    {
        var name = NameIn(answer.Header("Content-Type"));
        return TryFind(name, out var encoding) ? encoding : throw new WellcloudException(WellcloudError.InvalidResponse, string.Format(Messages.UnknownCharset, ServiceError.Clean(name)))
        {
            Target = answer.Request.Target,
            StatusCode = (int)answer.Status,
        };
    }

    /// <summary>Returns the declared encoding of an error, which is useful even in an unknown encoding; null if there is none or it is unknown, or for UTF-8.</summary>
    public static Encoding? OfError(HttpResponseMessage response)
    {
        response.Content.Headers.TryGetValues("Content-Type", out var values);
        TryFind(NameIn(values?.FirstOrDefault()), out var encoding);
        return encoding;
    }

    /// <summary>Finds an encoding by its name.</summary>
    /// <param name="name">The name, in any of its spellings.</param>
    /// <param name="encoding">The encoding; null if the name declares none, or for UTF-8.</param>
    /// <returns>False if the platform does not know the encoding.</returns>
    public static bool TryFind(string name, out Encoding? encoding)
    {
        encoding = null;
        name = name.Replace('_', '-');
        if (_nothing.Contains(name))
        {
            return true;
        }

        name = _names.TryGetValue(name, out var known) ? known : name;
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            encoding = CodePage(name) is { } page ? Find(page) : Find(name);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

#if NET8_0_OR_GREATER
    private static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static Encoding Find(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
#else
    private static Encoding Find(string name) => Encoding.GetEncoding(name);

    private static Encoding Find(int page) => Encoding.GetEncoding(page);
#endif

    /// <summary>Returns the number in a name such as cp1251, which the platform does not know by this name; null for other names.</summary>
    private static int? CodePage(string name) =>
        _codePages.FirstOrDefault(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)) is { } prefix
        && int.TryParse(name.Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? page == 936 ? Gb18030 : page
            : null;

    /// <summary>Returns the value of charset. A proxy may have joined two headers with a comma.</summary>
    private static string NameIn(string? contentType)
    {
        foreach (var (name, value) in HeaderParameters.Read(contentType ?? ""))
        {
            if (EndOf(name).Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                return value.Split(',')[0].Trim('\'', '"', ' ');
            }
        }

        return "";
    }

    /// <summary>Removes the media type from a parameter's name: some servers write a comma or a blank between them instead of a semicolon.</summary>
    private static string EndOf(string name) => name.Substring(name.LastIndexOfAny([' ', ',', '\t']) + 1);
}

using System.Globalization;
using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Makes one segment of a path safe on Windows and Linux: the same text gives the same segment on both.</summary>
internal static class SafeSegment
{
    /// <summary>What stands for a value that is not there.</summary>
    public const string Unknown = "unknown";

    /// <summary>
    /// The most UTF-8 bytes of a segment: the 255 of common file systems less room for an extension and the suffix of a partial file.
    /// Never fewer than its UTF-16 units, which Windows counts.
    /// </summary>
    public const int MaximumBytes = 255 - 40;

    private const int LongestExtension = 10;

    /// <summary>A safe segment for any text.</summary>
    public static string From(string text)
    {
        var clean = Clean(text);
        return clean.Length == 0 ? Unknown : Shorten(clean, MaximumBytes);
    }

    /// <summary>A safe segment for the name of a file, which keeps its extension however long it is.</summary>
    public static string FromFileName(string name)
    {
        var clean = Clean(name);
        var dot = clean.LastIndexOf('.');
        var extension = dot > 0 && clean.Length - dot <= LongestExtension ? clean.Substring(dot) : "";
        return Encoding.UTF8.GetByteCount(clean) <= MaximumBytes ? clean
            : Shorten(clean.Substring(0, clean.Length - extension.Length), MaximumBytes - Encoding.UTF8.GetByteCount(extension)) + extension;
    }

    /// <summary>The text with whatever a segment may not have replaced, at its full length.</summary>
    public static string Clean(string text)
    {
        // Composed first: composing can make one character of a device's name out of another.
        var clean = SafeCharacter.Replace(text).Normalize(NormalizationForm.FormC);
        if (clean.Length == 0)
        {
            return clean;
        }

        if (clean[0] is '.' or ' ')
        {
            clean = SafeCharacter.Substitute + clean.Substring(1);
        }

        if (clean[clean.Length - 1] is '.' or ' ')
        {
            clean = clean.Substring(0, clean.Length - 1) + SafeCharacter.Substitute;
        }

        var device = DeviceName.LengthIn(clean);
        return device == 0 ? clean : clean.Insert(device, SafeCharacter.Substitute.ToString());
    }

    private static string Shorten(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most)
        {
            return text;
        }

        var kept = new StringBuilder();
        var bytes = NameMark.Length;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            bytes += Encoding.UTF8.GetByteCount(element);
            if (bytes > most)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.Append(NameMark.Of(text)).ToString();
    }
}

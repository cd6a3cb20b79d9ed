using System.Globalization;
using System.Text;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Names;

/// <summary>Makes a segment of a path safe. The same text gives the same segment on Windows and Linux.</summary>
internal static class SafeSegment
{
    /// <summary>The replacement for a missing value.</summary>
    public const string Unknown = "unknown";

    /// <summary>
    /// The maximum length in UTF-8 bytes: the 255 of common file systems minus room for an extension and the suffix of a partial file.
    /// Windows counts UTF-16 code units, of which there are never more than bytes.
    /// </summary>
    public const int MaximumBytes = 255 - 40;

    private const int LongestExtension = 10;

    /// <summary>Returns a safe segment for any text.</summary>
    public static string From(string text)
    {
        var clean = Clean(text);
        return clean.Length == 0 ? Unknown : Shorten(clean, MaximumBytes);
    }

    /// <summary>Returns a safe segment for the name of a file. A name that is shortened keeps its extension.</summary>
    public static string FromFileName(string name)
    {
        var clean = Clean(name);
        var dot = clean.LastIndexOf('.');
        var extension = dot > 0 && clean.Length - dot <= LongestExtension ? clean.Substring(dot) : "";
        return Encoding.UTF8.GetByteCount(clean) <= MaximumBytes ? clean
            : Shorten(clean.Substring(0, clean.Length - extension.Length), MaximumBytes - Encoding.UTF8.GetByteCount(extension)) + extension;
    }

    /// <summary>Replaces everything that a segment may not contain. Does not shorten the text.</summary>
    public static string Clean(string text)
    {
        // Unicode composition comes first: it can produce a letter of a device name.
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

        // A folder named like an archive's checksum list would block the list.
        var reserved = clean.Equals(OwnFiles.Checksums, StringComparison.OrdinalIgnoreCase) ? clean.Length : DeviceName.LengthIn(clean);
        return reserved == 0 ? clean : clean.Insert(reserved, SafeCharacter.Substitute.ToString());
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

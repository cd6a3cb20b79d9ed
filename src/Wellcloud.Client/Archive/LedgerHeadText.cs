using System.Globalization;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Reads the heads of ledgers.</summary>
public static class LedgerHeadText
{
    /// <summary>Returns the heads in a text, in lower case. Several heads, such as those of an archive with shards, are separated by blanks.</summary>
    /// <exception cref="ArgumentException">A word is not a head, or the text has no words.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var heads = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return heads.Length > 0 && Array.Find(heads, static head => !IsHead(head)) is null
            ? Array.ConvertAll(heads, static head => head.ToLowerInvariant())
            : throw new ArgumentException(string.Format(CultureInfo.CurrentCulture, Messages.LedgerHeadText, text.Trim()));
    }

    private static bool IsHead(string head) =>
        head.Length == 2 * Digest.Length && head.All(static digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
}

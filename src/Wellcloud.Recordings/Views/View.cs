using System.Globalization;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Views;

/// <summary>Formats values for the module's views. Scripts use the properties instead.</summary>
public static class View
{
    /// <summary>How many entries of a list are shown.</summary>
    private const int Shown = 3;

    /// <summary>Formats a time in the service's offset, to the second.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Formats the length of a call, to the second.</summary>
    public static string? Length(TimeSpan? length) => length is not { } span ? null
        : span < TimeSpan.FromHours(1) ? span.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : $"{(long)span.TotalHours}:{span:mm\\:ss}";

    /// <summary>Formats how long something took, with a fraction below ten seconds. Returns null for zero.</summary>
    public static string? Elapsed(TimeSpan elapsed) => elapsed == TimeSpan.Zero ? null
        : elapsed < TimeSpan.FromSeconds(10) ? elapsed.TotalSeconds.ToString("0.0 s", CultureInfo.CurrentCulture)
        : Length(elapsed);

    /// <summary>Formats a size with a unit.</summary>
    public static string? Size(long? bytes) => bytes is { } size ? ByteSize.Format(size) : null;

    /// <summary>Formats a list of paths or messages: how many there are, and the first ones, a line each.</summary>
    /// <param name="lines">The list.</param>
    /// <param name="folder">The folder that paths are shown relative to, so that they fit.</param>
    public static string Some(IReadOnlyList<string> lines, string folder)
    {
        var start = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var first = lines.Take(Shown).Select(line => line.StartsWith(start, StringComparison.Ordinal) ? line.Substring(start.Length) : line);
        return string.Join("\n", [lines.Count.ToString(CultureInfo.CurrentCulture), .. first, .. lines.Count > Shown ? ["…"] : Array.Empty<string>()]);
    }

    /// <summary>Formats heads: how many of them are continued, and those that are not.</summary>
    public static string Heads(IReadOnlyList<KeptHead> heads)
    {
        var lost = heads.Where(static head => !head.IsContinued).Select(static head => head.Head).ToList();
        return string.Join("\n", [string.Format(CultureInfo.CurrentCulture, Messages.ViewHeads, heads.Count - lost.Count, heads.Count), .. lost.Take(Shown)]);
    }
}

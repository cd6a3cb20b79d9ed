using System.Globalization;
using System.Management.Automation.Host;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Views;

/// <summary>Formats values for the module's views. Scripts use the properties instead.</summary>
public static class View
{
    /// <summary>How many entries of a list are shown.</summary>
    private const int Shown = 3;

    /// <summary>The cells of a list's labels: the longest is LedgerProblems, and a colon between two spaces follows.</summary>
    private const int LabelCells = 17;

    /// <summary>The cells of the columns before the path in the table of outcomes.</summary>
    private const int CellsBeforePath = 93;

    /// <summary>The fewest cells of a path: enough for the end of an id and the extension.</summary>
    private const int ShortestPath = 24;

    /// <summary>Formats a time in the service's offset, to the second.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Formats a time to the minute, for tables.</summary>
    public static string? Minute(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Shortens a path in the middle, to fit the last column of a table.</summary>
    /// <param name="path">The path.</param>
    /// <param name="host">The host, which knows how wide its window is.</param>
    public static string? Path(string? path, PSHost? host) =>
        path is not null && WidthOf(host) is var width and > 0 ? CellText.Shorten(path, Math.Max(width - 1 - CellsBeforePath, ShortestPath)) : path;

    /// <summary>Formats hashes for a list, one a line. A hash that does not fit is split into two lines of equal length.</summary>
    public static string? Hash(string? hashes, PSHost? host) => hashes is null ? null
        : string.Join("\n", hashes.Split(' ').SelectMany(hash => WidthOf(host) is var width and > 0 && LabelCells + hash.Length > width - 1
            ? [hash.Substring(0, hash.Length / 2), hash.Substring(hash.Length / 2)]
            : new[] { hash }));

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
    /// <param name="host">The host, which knows how wide its window is.</param>
    public static string Some(IReadOnlyList<string> lines, string folder, PSHost? host)
    {
        var start = folder.TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar;
        var room = WidthOf(host) is var width and > 0 ? Math.Max(width - 1 - LabelCells, ShortestPath) : int.MaxValue;
        var first = lines.Take(Shown).Select(line => CellText.Shorten(line.StartsWith(start, StringComparison.Ordinal) ? line.Substring(start.Length) : line, room));
        return string.Join("\n", [lines.Count.ToString(CultureInfo.CurrentCulture), .. first, .. lines.Count > Shown ? ["…"] : Array.Empty<string>()]);
    }

    /// <summary>Formats heads: how many of them are continued, and those that are not.</summary>
    public static string Heads(IReadOnlyList<KeptHead> heads)
    {
        var lost = heads.Where(static head => !head.IsContinued).Select(static head => head.Head).ToList();
        return string.Join("\n", [string.Format(CultureInfo.CurrentCulture, Messages.ViewHeads, heads.Count - lost.Count, heads.Count), .. lost.Take(Shown)]);
    }

    /// <summary>Returns the width of the host's window, or 0 for a host without one.</summary>
    private static int WidthOf(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width ?? 0;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException)
        {
            return 0;
        }
    }
}

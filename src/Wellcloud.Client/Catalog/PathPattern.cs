using System.Globalization;

namespace Wellcloud.Client.Catalog;

/// <summary>
/// Writes a path with marks in place of what the page knows anyway: the id, the time, the extension. A million paths of one
/// name template become a single pattern.
/// </summary>
internal static class PathPattern
{
    // The page's script has the same marks.
    private const char Id = '\u0001';
    private const char CallId = '\u0002';
    private const char Device = '\u0003';
    private const char Agent = '\u0004';
    private const char AgentName = '\u0005';
    private const char Second = '\u000e';
    private const char Day = '\u000f';
    private const char Date = '\u0010';
    private const char MonthDay = '\u0011';
    private const char Year = '\u0012';
    private const char Month = '\u0013';
    private const char DayOfMonth = '\u0014';

    /// <summary>Returns the pattern of a path; the path itself when it contains control characters, which could be taken for marks.</summary>
    /// <param name="path">The path below the archive, with slashes.</param>
    /// <param name="row">The values as the page has them.</param>
    /// <param name="start">The start as the page has it.</param>
    public static string Of(string path, Recording row, DateTime? start)
    {
        if (path.Any(static character => character < ' '))
        {
            return '\0' + path;
        }

        var pattern = Mark(path, row.Id, Id);
        pattern = Mark(pattern, row.CallId, CallId);
        if (start is { } time)
        {
            pattern = Mark(pattern, Format(time, "yyyyMMddHHmmss"), Second);
            pattern = Mark(pattern, Format(time, "yyyyMMdd"), Day);
            pattern = Mark(pattern, Format(time, "yyyy-MM-dd"), Date);
        }

        pattern = Mark(pattern, row.DeviceId, Device);
        pattern = Mark(pattern, row.AgentId, Agent);
        pattern = Mark(pattern, row.AgentName, AgentName);
        return start is { } day ? MarkFolders(pattern, day) : pattern;
    }

    private static string MarkFolders(string pattern, DateTime day)
    {
        var segments = pattern.Split('/');
        for (var i = 0; i < segments.Length - 1; i++)
        {
            segments[i] = segments[i] == Format(day, "yyyy") ? Year.ToString()
                : segments[i] == Format(day, "MMdd") ? MonthDay.ToString()
                : segments[i] == Format(day, "MM") && i > 0 ? Month.ToString()
                : segments[i] == Format(day, "dd") && i > 1 ? DayOfMonth.ToString()
                : segments[i];
        }

        return string.Join("/", segments);
    }

    private static string Mark(string pattern, string? value, char mark)
    {
        // A short value would match by chance in other places, and each place would make another pattern.
        var at = value is { Length: > 1 } ? pattern.IndexOf(value, StringComparison.Ordinal) : -1;
        return at < 0 ? pattern : pattern.Substring(0, at) + mark + pattern.Substring(at + value!.Length);
    }

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}

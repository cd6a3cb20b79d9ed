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

    /// <summary>The pattern of a path; the path itself where it has control characters, which could be taken for marks.</summary>
    /// <param name="path">The path below the archive, with slashes.</param>
    /// <param name="row">The values as the page has them.</param>
    /// <param name="start">The start as the page has it.</param>
    public static string Of(string path, Recording row, DateTime? start)
    {
        if (HasControl(path))
        {
            return '\0' + path;
        }

        var pattern = Mark(path, row.Id, Id);
        pattern = Mark(pattern, row.CallId, CallId);

        // Formatted once: formats of times take most of the work.
        var time = start?.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        if (time is not null)
        {
            pattern = Mark(pattern, time, Second);
            pattern = Mark(pattern, time.Substring(0, 8), Day);
            pattern = Mark(pattern, time.Substring(0, 8).Insert(6, "-").Insert(4, "-"), Date);
        }

        pattern = Mark(pattern, row.DeviceId, Device);
        pattern = Mark(pattern, row.AgentId, Agent);
        pattern = Mark(pattern, row.AgentName, AgentName);
        return time is null ? pattern : MarkFolders(pattern, time);
    }

    private static string MarkFolders(string pattern, string time)
    {
        var (year, month, day) = (time.Substring(0, 4), time.Substring(4, 2), time.Substring(6, 2));
        var segments = pattern.Split('/');
        for (var i = 0; i < segments.Length - 1; i++)
        {
            segments[i] = segments[i] == year ? Year.ToString()
                : segments[i] == month + day ? MonthDay.ToString()
                : segments[i] == month && i > 0 ? Month.ToString()
                : segments[i] == day && i > 1 ? DayOfMonth.ToString()
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

    private static bool HasControl(string path)
    {
        foreach (var character in path)
        {
            if (character < ' ')
            {
                return true;
            }
        }

        return false;
    }
}

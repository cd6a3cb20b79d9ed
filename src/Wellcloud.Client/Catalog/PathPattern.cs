using System.Globalization;

namespace Wellcloud.Client.Catalog;

/// <summary>
/// Writes a path with marks in place of what the page knows anyway: the id, the time, the extension. A million paths of one
/// name template become a single pattern.
/// </summary>
internal static class PathPattern
{
    // The page's script has the same marks.
    private const char Literal = '\0';
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

    private static readonly char[] _marks = [Id, CallId, Second, Day, Date, Device, Agent, AgentName];

    /// <summary>Returns the pattern of a path; the path itself when it contains control characters, which could be taken for marks.</summary>
    /// <param name="path">The path below the archive, with slashes.</param>
    /// <param name="row">The values as the page has them.</param>
    /// <param name="start">The start as the page has it.</param>
    /// <param name="likely">The pattern of another path, which is taken if it gives this path too: nearly always, and far sooner than a search.</param>
    public static string Of(string path, Recording row, DateTime? start, string? likely = null)
    {
        var time = start?.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) ?? "";
        if (likely is not null && time.Length > 0 && Gives(likely, path, row, time))
        {
            return likely;
        }

        if (path.Any(static character => character < ' '))
        {
            return Literal + path;
        }

        var pattern = path;
        foreach (var mark in _marks)
        {
            pattern = Mark(pattern, ValueOf(mark, row, time), mark);
        }

        return time.Length > 0 ? MarkFolders(pattern, row, time) : pattern;
    }

    private static bool Gives(string pattern, string path, Recording row, string time)
    {
        var at = 0;
        foreach (var character in pattern)
        {
            var value = character < ' ' ? ValueOf(character, row, time) : null;
            if (value is null ? at >= path.Length || path[at] != character : string.CompareOrdinal(path, at, value, 0, value.Length) != 0)
            {
                return false;
            }

            at += value?.Length ?? 1;
        }

        return at == path.Length && pattern.Length > 0 && pattern[0] != Literal;
    }

    private static string MarkFolders(string pattern, Recording row, string time)
    {
        var segments = pattern.Split('/');
        for (var i = 0; i < segments.Length - 1; i++)
        {
            segments[i] = segments[i] == ValueOf(Year, row, time) ? Year.ToString()
                : segments[i] == ValueOf(MonthDay, row, time) ? MonthDay.ToString()
                : segments[i] == ValueOf(Month, row, time) && i > 0 ? Month.ToString()
                : segments[i] == ValueOf(DayOfMonth, row, time) && i > 1 ? DayOfMonth.ToString()
                : segments[i];
        }

        return string.Join("/", segments);
    }

    private static string Mark(string pattern, string value, char mark)
    {
        // A short value would match by chance in other places, and each place would make another pattern.
        var at = value.Length > 1 ? pattern.IndexOf(value, StringComparison.Ordinal) : -1;
        return at < 0 ? pattern : pattern.Substring(0, at) + mark + pattern.Substring(at + value.Length);
    }

    /// <summary>What a mark stands for; nothing where the row has no such value.</summary>
    private static string ValueOf(char mark, Recording row, string time) => mark switch
    {
        Id => row.Id,
        CallId => row.CallId ?? "",
        Device => row.DeviceId ?? "",
        Agent => row.AgentId ?? "",
        AgentName => row.AgentName ?? "",
        _ when time.Length == 0 => "",
        Second => time,
        Day => time.Substring(0, 8),
        Date => time.Substring(0, 8).Insert(6, "-").Insert(4, "-"),
        MonthDay => time.Substring(4, 4),
        Year => time.Substring(0, 4),
        Month => time.Substring(4, 2),
        DayOfMonth => time.Substring(6, 2),
        _ => "",
    };
}

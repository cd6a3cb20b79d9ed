using System.Globalization;
using System.Text.RegularExpressions;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Times;

/// <summary>
/// Reads times counted from now: <c>now</c>, <c>today</c>, <c>yesterday 18:00</c>, <c>今天</c>, <c>昨天</c>, <c>前天</c>; the first midnight of
/// <c>last week</c> (Monday's), <c>this month</c>, <c>上周</c>, <c>本月</c>; <c>-7d</c>, <c>-12h</c>, <c>-30m</c>, <c>-2w</c>, <c>-3months</c>,
/// <c>-3y</c>, <c>3 days ago</c>, <c>3天前</c>.
/// </summary>
internal static class TimeWord
{
    private static readonly (string Word, Func<DateTime, DateTime> StartIn)[] _days =
    [
        ("today", static day => day), ("今天", static day => day),
        ("yesterday", static day => day.AddDays(-1)), ("昨天", static day => day.AddDays(-1)), ("前天", static day => day.AddDays(-2)),
        ("tomorrow", static day => day.AddDays(1)), ("明天", static day => day.AddDays(1)),
        ("this week", MondayOf), ("本周", MondayOf), ("这周", MondayOf),
        ("last week", static day => MondayOf(day).AddDays(-7)), ("上周", static day => MondayOf(day).AddDays(-7)),
        ("this month", FirstOf), ("本月", FirstOf), ("这个月", FirstOf),
        ("last month", static day => FirstOf(day).AddMonths(-1)), ("上个月", static day => FirstOf(day).AddMonths(-1)), ("上月", static day => FirstOf(day).AddMonths(-1)),
    ];

    private static readonly Regex _past = new(
        @"^(?:-\s*(?<n>[0-9]{1,6})\s*(?<unit>[a-z]+|\p{IsCJKUnifiedIdeographs}+)|(?<n>[0-9]{1,6})\s*(?<unit>[a-z]+|\p{IsCJKUnifiedIdeographs}+?)\s*(?:ago|前))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns how to get the moment from the current time in the session's offset; null for any other text.</summary>
    /// <param name="text">The text, simplified.</param>
    public static Func<DateTimeOffset, DateTimeOffset>? Read(string text)
    {
        if (text.Equals("now", StringComparison.OrdinalIgnoreCase) || text == "现在")
        {
            return static now => now;
        }

        if (_past.Match(text) is { Success: true } past)
        {
            return Before(int.Parse(past.Groups["n"].Value, CultureInfo.InvariantCulture), past.Groups["unit"].Value);
        }

        foreach (var (word, startIn) in _days)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && TimeAfter(text.Substring(word.Length)) is { } time)
            {
                return now => TimeReading.At(startIn(now.Date) + time, now.Offset);
            }
        }

        // A time of day alone is one of today.
        return ClockForm.Read(text) is { } alone && text.IndexOfAny([':', '点', '點', '时', '時']) >= 0
            ? now => TimeReading.At(now.Date + alone, now.Offset)
            : null;
    }

    private static Func<DateTimeOffset, DateTimeOffset>? Before(int count, string unit)
    {
        // Some mean months by M, and would remove what is three minutes old.
        if (unit == "M")
        {
            throw new FormatException(string.Format(Messages.MinutesOrMonths, $"-{count}M", -count));
        }

        return unit.ToLowerInvariant() switch
        {
            "m" or "min" or "minute" or "minutes" or "分钟" => Past(TimeSpan.FromMinutes(count)),
            "h" or "hour" or "hours" or "小时" => Past(TimeSpan.FromHours(count)),
            "d" or "day" or "days" or "天" => Past(TimeSpan.FromDays(count)),
            "w" or "week" or "weeks" or "周" => Past(TimeSpan.FromDays(7L * count)),
            "month" or "months" or "个月" => now => count < (now.Year - 1) * 12L ? now.AddMonths(-count) : DateTimeOffset.MinValue,
            "y" or "year" or "years" or "年" => now => count < now.Year - 1 ? now.AddYears(-count) : DateTimeOffset.MinValue,
            _ => null,
        };

        static Func<DateTimeOffset, DateTimeOffset> Past(TimeSpan span) =>
            now => Math.Min(now.Ticks, now.UtcTicks) > span.Ticks ? now - span : DateTimeOffset.MinValue;
    }

    private static DateTime MondayOf(DateTime day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateTime FirstOf(DateTime day) => day.AddDays(1 - day.Day);

    private static TimeSpan? TimeAfter(string rest) => rest.Length == 0 ? TimeSpan.Zero : ClockForm.Read(rest.TrimStart());
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Wellcloud.Client.Times;

/// <summary>Reads times counted from now: <c>now</c>, <c>today</c>, <c>yesterday 18:00</c>, <c>今天</c>, <c>昨天</c>, <c>前天</c>, <c>-7d</c>, <c>-12h</c>, <c>-30m</c>, <c>-2w</c>, <c>-3y</c>.</summary>
internal static class TimeWord
{
    private static readonly (string Word, int Days)[] _days = [("today", 0), ("今天", 0), ("yesterday", -1), ("昨天", -1), ("前天", -2)];

    private static readonly Regex _past = new(@"^-\s*(?<n>[0-9]{1,6})\s*(?<unit>[dhmwy])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

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
            var count = int.Parse(past.Groups["n"].Value, CultureInfo.InvariantCulture);
            var unit = past.Groups["unit"].Value.ToLowerInvariant();
            if (unit == "y")
            {
                return now => count < now.Year - 1 ? now.AddYears(-count) : DateTimeOffset.MinValue;
            }

            var span = unit switch
            {
                "w" => TimeSpan.FromDays(7L * count),
                "d" => TimeSpan.FromDays(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromMinutes(count),
            };
            return now => Math.Min(now.Ticks, now.UtcTicks) > span.Ticks ? now - span : DateTimeOffset.MinValue;
        }

        foreach (var (word, days) in _days)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && TimeAfter(text.Substring(word.Length)) is { } time)
            {
                return now => TimeReading.At(now.Date.AddDays(days) + time, now.Offset);
            }
        }

        // A time of day alone is one of today.
        return ClockForm.Read(text) is { } alone && text.IndexOfAny([':', '点', '點', '时', '時']) >= 0
            ? now => TimeReading.At(now.Date + alone, now.Offset)
            : null;
    }

    private static TimeSpan? TimeAfter(string rest) => rest.Length == 0 ? TimeSpan.Zero : ClockForm.Read(rest.TrimStart());
}

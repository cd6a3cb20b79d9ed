using System.Globalization;
using System.Text.RegularExpressions;

namespace Wellcloud.Client.Times;

/// <summary>
/// Reads the times of a recording that went through CSV, JSON or a job. Such a time may be a text in the form of another machine's culture
/// and calendar, or may have lost its offset. The row's <c>Date</c> says which day is meant.
/// </summary>
public static class RowTimes
{
    private const int ClockNumbers = 3;
    private static readonly TimeSpan _maximumCall = TimeSpan.FromDays(2);
    private static readonly TimeSpan _maximumZone = TimeSpan.FromHours(14);
    private static readonly Regex _number = new("[0-9]+");
    private static readonly Regex _zone = new(@"\s*(?<sign>[-+])(?<h>[0-9]{2}):(?<m>[0-9]{2})$");

    /// <summary>Returns the start and the end of a recording; null for what cannot be read.</summary>
    /// <param name="start">The start: a text, a DateTime, a DateTimeOffset, or null.</param>
    /// <param name="end">The end.</param>
    /// <param name="date">The day of the start in the offset of the recording, as <c>yyyy-MM-dd</c>; null when unknown.</param>
    /// <param name="utcOffset">The offset of times that have none.</param>
    public static (DateTimeOffset? Start, DateTimeOffset? End) Read(object? start, object? end, string? date, TimeSpan utcOffset)
    {
        var day = date is null ? null : YearFirstForm.Read(TypedText.Simplify(date))?.Wall.Date;
        var first = ReadStart(start, day, utcOffset);
        var last = end switch
        {
            DateTimeOffset time => time,
            DateTime { Kind: DateTimeKind.Unspecified } time => TimeReading.At(time, first?.Offset ?? utcOffset),
            DateTime time => InOffset(new DateTimeOffset(time), first?.Offset ?? utcOffset),
            string text => ReadEnd(text, start as string, first, utcOffset),
            _ => null as DateTimeOffset?,
        };
        return (first, last);
    }

    private static DateTimeOffset? ReadStart(object? value, DateTime? day, TimeSpan utcOffset) => value switch
    {
        DateTimeOffset time => time,
        DateTime { Kind: DateTimeKind.Unspecified } time => TimeReading.At(time, utcOffset),
        DateTime time => OnDay(new DateTimeOffset(time), day, utcOffset),
        string text => ReadText(TypedText.Simplify(text), day, utcOffset),
        _ => null,
    };

    private static DateTimeOffset? ReadText(string text, DateTime? day, TimeSpan utcOffset)
    {
        if (YearFirstForm.Read(text) is { } reading)
        {
            var time = reading.In(utcOffset);
            if (day is null ? ServiceTime.IsLikely(reading.Wall, DateTimeOffset.UtcNow) : time.Date == day)
            {
                return time;
            }

            // A moment of another zone, such as 20:00Z, is on the row's day somewhere else.
            if (reading.Zone is not null && day is not null && OnDay(time, day, utcOffset) is var moved && moved.Date == day)
            {
                return moved;
            }
        }

        return day is { } known && Clock(text) is { } clock
            ? TimeReading.At(known + clock.Time, clock.Zone ?? utcOffset)
            : ReadAsTyped(text, utcOffset);
    }

    private static DateTimeOffset? ReadEnd(string value, string? startText, DateTimeOffset? start, TimeSpan utcOffset)
    {
        var text = TypedText.Simplify(value);
        if (YearFirstForm.Read(text) is { } reading)
        {
            var time = reading.In(start?.Offset ?? utcOffset);
            if (start is not { } begun)
            {
                return time;
            }

            if ((time - begun).Duration() < _maximumCall)
            {
                return InOffset(time, begun.Offset);
            }
        }

        if (start is { } first && Clock(text) is { } endClock && startText is not null && Clock(TypedText.Simplify(startText)) is { } startClock)
        {
            // Equal numbers mean the day of the start, in any calendar. Other numbers mean the next day.
            var day = InOffset(first, startClock.Zone ?? first.Offset).Date.AddDays(startClock.Day.SequenceEqual(endClock.Day) ? 0 : 1);
            return InOffset(TimeReading.At(day + endClock.Time, endClock.Zone ?? first.Offset), first.Offset);
        }

        return ReadAsTyped(text, start?.Offset ?? utcOffset);
    }

    /// <summary>Reads a text as if a person had typed it, because no day is known.</summary>
    private static DateTimeOffset? ReadAsTyped(string text, TimeSpan utcOffset)
    {
        var (zone, rest) = SplitZone(text);
        foreach (var time in CultureForm.Read(rest, CultureInfo.CurrentCulture))
        {
            if (ServiceTime.IsLikely(time, DateTimeOffset.UtcNow))
            {
                return time.Kind is DateTimeKind.Unspecified ? TimeReading.At(time, zone ?? utcOffset) : InOffset(new DateTimeOffset(time), utcOffset);
            }
        }

        return null;
    }

    /// <summary>Returns the time of day, which every culture writes with the same numbers, and the numbers of the day, whose order and calendar are unknown.</summary>
    private static (int[] Day, TimeSpan Time, TimeSpan? Zone)? Clock(string text)
    {
        var (zone, rest) = SplitZone(text);
        var numbers = _number.Matches(rest).Cast<Match>().ToList();
        if (numbers.Count <= ClockNumbers || numbers.Any(static number => number.Length > 4))
        {
            return null;
        }

        var clock = numbers.Skip(numbers.Count - ClockNumbers).ToList();
        var (last, first) = (numbers[numbers.Count - ClockNumbers - 1], clock[0]);
        var before = rest.Substring(last.Index + last.Length, first.Index - last.Index - last.Length);
        var after = rest.Substring(clock[2].Index + clock[2].Length);
        int hour = DayPeriod.HourOf(ValueOf(first), before, after), minute = ValueOf(clock[1]), second = ValueOf(clock[2]);
        return hour < 24 && minute < 60 && second < 60
            ? ([.. numbers.Take(numbers.Count - ClockNumbers).Select(ValueOf)], new TimeSpan(hour, minute, second), zone)
            : null;
    }

    private static (TimeSpan? Zone, string Text) SplitZone(string text)
    {
        var match = _zone.Match(text);
        if (!match.Success)
        {
            return (null, text);
        }

        var zone = new TimeSpan(ValueOf(match.Groups["h"]), ValueOf(match.Groups["m"]), 0);
        return zone > _maximumZone ? (null, text) : (match.Groups["sign"].Value == "-" ? -zone : zone, text.Substring(0, match.Index));
    }

    /// <summary>Returns a moment in the offset in which it is on the row's day: that of the session, the service's usual one, this machine's, or UTC.</summary>
    private static DateTimeOffset OnDay(DateTimeOffset time, DateTime? day, TimeSpan utcOffset)
    {
        TimeSpan[] offsets = [utcOffset, WellcloudClientOptions.DefaultUtcOffset, time.ToLocalTime().Offset, time.Offset, TimeSpan.Zero];
        return offsets.Select(offset => InOffset(time, offset)).Where(moved => moved.Date == day).Append(InOffset(time, utcOffset)).First();
    }

    private static DateTimeOffset InOffset(DateTimeOffset time, TimeSpan utcOffset)
    {
        var ticks = time.UtcTicks + utcOffset.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? time.ToOffset(utcOffset) : time;
    }

    private static int ValueOf(Capture digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);
}

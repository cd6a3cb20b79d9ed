using System.Globalization;
using System.Text.RegularExpressions;

namespace Wellcloud.Client.Times;

/// <summary>Reads a time of day: <c>18:30</c>, <c>18:30:05.250</c>, <c>6:30 PM</c>, <c>下午6:30</c>, <c>18时30分</c>, <c>183005</c>.</summary>
internal static class ClockForm
{
    /// <summary>A pattern for the time of day and an optional zone, to use behind the pattern of a date.</summary>
    public const string Pattern =
        @"(?<early>上午)?(?<late>下午)?\s*" +
        @"(?:(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,](?<f>[0-9]{1,7})[0-9]*)?)?" +
        @"|(?<h>[0-9]{2})(?<min>[0-9]{2})(?<s>[0-9]{2})?" +
        @"|(?<h>[0-9]{1,2})[点點时時](?:(?<min>[0-9]{1,2})分(?:(?<s>[0-9]{1,2})秒)?)?)" +
        @"\s*(?<early>a\.?m\.?)?(?<late>p\.?m\.?)?" +
        @"\s*(?<zone>Z|(?<sign>[-+])(?<zh>[0-9]{2}):?(?<zm>[0-9]{2}))?";

    private static readonly Regex _whole = new($"^{Pattern}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns a time of day on its own; null for any other text.</summary>
    public static TimeSpan? Read(string text) => _whole.Match(text) is { Success: true } match && !match.Groups["zone"].Success ? TimeOf(match) : null;

    /// <summary>Returns the time of day; zero when the match has none, and null when there is no such time.</summary>
    public static TimeSpan? TimeOf(Match match)
    {
        int hour = Number(match, "h"), minute = Number(match, "min"), second = Number(match, "s");
        if (match.Groups["early"].Success || match.Groups["late"].Success)
        {
            if (hour > 12)
            {
                return match.Groups["late"].Success && hour < 24 ? Time() : null;
            }

            hour = (hour % 12) + (match.Groups["late"].Success ? 12 : 0);
        }

        return Time();

        // 24:00 is the end of the day.
        TimeSpan? Time() => minute < 60 && second < 60 && (hour < 24 || (hour == 24 && minute == 0 && second == 0))
            ? new TimeSpan(hour, minute, second) + FractionOf(match)
            : null;
    }

    /// <summary>Returns the zone; null when the match has none.</summary>
    public static TimeSpan? ZoneOf(Match match)
    {
        if (!match.Groups["zone"].Success)
        {
            return null;
        }

        var zone = new TimeSpan(Number(match, "zh"), Number(match, "zm"), 0);
        return match.Groups["sign"].Value == "-" ? -zone : zone;
    }

    private static TimeSpan FractionOf(Match match) =>
        match.Groups["f"] is { Success: true, Value: var digits }
            ? TimeSpan.FromTicks(long.Parse(digits.PadRight(7, '0'), CultureInfo.InvariantCulture))
            : TimeSpan.Zero;

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
}

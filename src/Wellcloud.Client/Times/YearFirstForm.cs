using System.Globalization;
using System.Text.RegularExpressions;

namespace Wellcloud.Client.Times;

/// <summary>
/// Reads the forms that mean one day only, because the year comes first: <c>2026-11-02</c>, <c>2026.11.2</c>, <c>2026/11/2</c>,
/// <c>20261102</c>, <c>2026年11月2日</c>, each with or without a time of day and a zone.
/// </summary>
internal static class YearFirstForm
{
    private static readonly TimeSpan _maximumZone = TimeSpan.FromHours(14);

    private static readonly Regex _form = new(
        @"^(?<y>[0-9]{4})(?:(?<mark>[-./])(?<m>[0-9]{1,2})\k<mark>(?<d>[0-9]{1,2})(?:\s+|\s*T\s*|$)" +
        @"|年\s*(?<m>[0-9]{1,2})月\s*(?<d>[0-9]{1,2})[日号]?\s*" +
        @"|(?<m>[0-9]{2})(?<d>[0-9]{2})(?:\s+|T|(?=[0-9]{4}(?:[0-9]{2})?(?:$|\s|[-+Z]))|$))" +
        $"(?:{ClockForm.Pattern})?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the time; null when the text has another form, or names a day or time that does not exist.</summary>
    /// <param name="text">The text, simplified.</param>
    public static TimeReading? Read(string text) => Read(text, out _);

    /// <summary>Returns the time; null when the text has another form, or names a day or time that does not exist.</summary>
    /// <param name="text">The text, simplified.</param>
    /// <param name="hasForm">Whether the text has the form.</param>
    public static TimeReading? Read(string text, out bool hasForm)
    {
        var match = _form.Match(text);
        hasForm = match.Success;
        if (!hasForm)
        {
            return null;
        }

        int year = Number("y"), month = Number("m"), day = Number("d");
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || ClockForm.TimeOf(match) is not { } time)
        {
            return null;
        }

        var zone = ClockForm.ZoneOf(match);
        var midnight = new DateTime(year, month, day);
        return zone?.Duration() > _maximumZone || time > DateTime.MaxValue - midnight ? null : new(midnight + time, zone);

        int Number(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}

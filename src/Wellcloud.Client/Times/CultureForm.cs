using System.Globalization;

namespace Wellcloud.Client.Times;

/// <summary>Reads dates in the forms of a culture.</summary>
internal static class CultureForm
{
    private const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind | DateTimeStyles.NoCurrentDateDefault;

    /// <summary>
    /// Returns what the text can mean, the likeliest first: in the culture, in the culture's order with the years of our era, and, where the
    /// culture cannot read the text at all, in the invariant culture. The invariant culture never overrules the order of day and month of a
    /// culture that can read the text.
    /// </summary>
    /// <param name="text">The text as typed.</param>
    /// <param name="culture">The culture of the user.</param>
    public static IEnumerable<DateTime> Read(string text, CultureInfo culture)
    {
        var isRead = false;
        foreach (var own in (CultureInfo?[])[culture, InOurEra(culture)])
        {
            if (own is not null && TryRead(text, own, out var time))
            {
                isRead = true;
                yield return time;
            }
        }

        if (!isRead && TryRead(text, CultureInfo.InvariantCulture, out var invariant))
        {
            yield return invariant;
        }
    }

    // Marks of direction, which .NET writes into short dates and does not always read, are left out at the second try.
    private static bool TryRead(string text, CultureInfo culture, out DateTime time) =>
        DateTime.TryParse(text, culture, Styles, out time)
        || DateTime.TryParse(TypedText.Simplify(text), culture, Styles, out time)
        || DateTime.TryParseExact(text, ["d", "g", "G"], culture, Styles, out time);

    /// <summary>Returns the culture with the Gregorian calendar; null when that is the culture's own calendar, or the culture has none.</summary>
    private static CultureInfo? InOurEra(CultureInfo culture)
    {
        if (culture.DateTimeFormat.Calendar is GregorianCalendar
            || culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is not { } calendar)
        {
            return null;
        }

        var copy = (CultureInfo)culture.Clone();
        copy.DateTimeFormat.Calendar = calendar;
        return copy;
    }
}

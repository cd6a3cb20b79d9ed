using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Times;

/// <summary>A time as a person gives it. A time without a zone is a time in the service's offset.</summary>
public sealed class ServiceTime
{
    private const int FirstYear = 2000;
    private static readonly TimeSpan _earliestZone = TimeSpan.FromHours(14);
    private readonly Func<DateTimeOffset, DateTimeOffset> _fromNow;
    private readonly string _text;

    /// <summary>Creates a time with a zone.</summary>
    public ServiceTime(DateTimeOffset moment)
        : this(_ => moment, moment.ToString("o", CultureInfo.InvariantCulture))
    {
    }

    /// <summary>Creates a time. A time of unspecified kind has no zone.</summary>
    public ServiceTime(DateTime time)
        : this(
            time.Kind is DateTimeKind.Unspecified ? now => TimeReading.At(time, now.Offset) : _ => new DateTimeOffset(time),
            time.ToString("o", CultureInfo.InvariantCulture))
    {
    }

    private ServiceTime(Func<DateTimeOffset, DateTimeOffset> fromNow, string text) => (_fromNow, _text) = (fromNow, text);

    /// <summary>
    /// Reads a text: a form that means one day only, with the year first; a word such as <c>today</c> or <c>-7d</c>; a form of the culture;
    /// a form of the invariant culture. A reading before the year 2000 or more than a year ahead is passed over.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="culture">The culture of the user.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="FormatException">No reading is left. The message says how the text was read, and what to write.</exception>
    public static ServiceTime Parse(string text, CultureInfo culture, DateTimeOffset now)
    {
        var simple = TypedText.Simplify(text);
        var passedOver = new List<DateTime>();
        var reading = YearFirstForm.Read(simple, out var hasForm);
        if (reading is { } only)
        {
            if (IsLikely(only.Wall, now))
            {
                return new(at => only.In(at.Offset), text);
            }

            passedOver.Add(only.Wall);
        }

        if (TimeWord.Read(simple) is { } fromNow)
        {
            return new(fromNow, text);
        }

        foreach (var time in CultureForm.Read(text.Trim(), culture))
        {
            if (IsLikely(time, now))
            {
                return new(time);
            }

            passedOver.Add(time);
        }

        var days = passedOver.Where(static time => time.Year > 1).Select(static time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().ToList();
        throw new FormatException(
            days.Count > 0 ? string.Format(Messages.DateOutOfRange, text, string.Join(", ", days))
            : hasForm ? string.Format(Messages.NoSuchDate, text)
            : string.Format(Messages.NotADate, text, culture.Name.Length > 0 ? culture.Name : "invariant"));
    }

    /// <summary>Returns the moment.</summary>
    /// <param name="utcOffset">The offset of the session.</param>
    /// <param name="clock">The clock for times counted from now; the system's clock when omitted.</param>
    public DateTimeOffset In(TimeSpan utcOffset, TimeProvider? clock = null) =>
        _fromNow((clock ?? TimeProvider.System).GetUtcNow().ToOffset(utcOffset));

    /// <summary>Returns the text that was read.</summary>
    public override string ToString() => _text;

    /// <summary>Whether people can mean this time: from this century, and at most a year ahead, wherever on earth they are.</summary>
    internal static bool IsLikely(DateTime time, DateTimeOffset now) =>
        time.Year >= FirstYear && time <= now.UtcDateTime.AddYears(1) + _earliestZone;
}

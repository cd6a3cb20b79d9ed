using System.Globalization;

namespace Wellcloud.Recordings.Parameters;

/// <summary>A time as a user gives it. A time without a zone is read in the service's offset.</summary>
public sealed class ServiceTime
{
    private readonly DateTimeOffset? _moment;
    private readonly DateTime _wall;

    /// <summary>Makes a time with a zone.</summary>
    public ServiceTime(DateTimeOffset moment) => _moment = moment;

    /// <summary>Makes a time. One of unspecified kind has no zone.</summary>
    public ServiceTime(DateTime time)
    {
        _wall = time;
        _moment = time.Kind is DateTimeKind.Unspecified ? null : new DateTimeOffset(time);
    }

    /// <summary>Reads a text in the service's form, in ISO 8601, or in a form of the culture.</summary>
    /// <exception cref="FormatException">The text is not a date.</exception>
    public static ServiceTime Parse(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces;
        string[] own = ["yyyy.MM.dd HH:mm:ss", "yyyy.MM.dd HH:mm", "yyyy.MM.dd"];
        if (!DateTime.TryParseExact(text, own, CultureInfo.InvariantCulture, styles, out var time)
            && !DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out time)
            && !DateTime.TryParse(text, CultureInfo.CurrentCulture, styles, out time))
        {
            throw new FormatException(string.Format(Resources.Messages.NotADate, text));
        }

        return new ServiceTime(time);
    }

    /// <summary>Returns the moment, given the service's offset.</summary>
    public DateTimeOffset In(TimeSpan offset) => _moment ?? new DateTimeOffset(_wall, offset);

    /// <inheritdoc/>
    public override string ToString() => _moment?.ToString("o") ?? _wall.ToString("s");
}

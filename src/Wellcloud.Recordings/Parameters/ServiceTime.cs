using System.Globalization;

namespace Wellcloud.Recordings.Parameters;

/// <summary>A moment as a person writes it: one without a zone is meant as the service's own clock shows it.</summary>
public sealed class ServiceTime
{
    private readonly DateTimeOffset? _moment;
    private readonly DateTime _wall;

    /// <summary>A moment that says which zone it is in.</summary>
    public ServiceTime(DateTimeOffset moment) => _moment = moment;

    /// <summary>A moment; one that is neither UTC nor local has no zone.</summary>
    public ServiceTime(DateTime time)
    {
        _wall = time;
        _moment = time.Kind is DateTimeKind.Unspecified ? null : new DateTimeOffset(time);
    }

    /// <summary>Reads a text: the service's own form, ISO 8601, or what the culture writes.</summary>
    /// <exception cref="FormatException">It is no date.</exception>
    public static ServiceTime Parse(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces;
        string[] own = ["yyyy.MM.dd HH:mm:ss", "yyyy.MM.dd HH:mm", "yyyy.MM.dd"];
        if (!DateTime.TryParseExact(text, own, CultureInfo.InvariantCulture, styles, out var time)
            && !DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out time)
            && !DateTime.TryParse(text, CultureInfo.CurrentCulture, styles, out time))
        {
            throw new FormatException(string.Format(Resources.Messages.NoDate, text));
        }

        return new ServiceTime(time);
    }

    /// <summary>The moment itself, once the service's offset is known.</summary>
    public DateTimeOffset In(TimeSpan offset) => _moment ?? new DateTimeOffset(_wall, offset);

    /// <inheritdoc/>
    public override string ToString() => _moment?.ToString("o") ?? _wall.ToString("s");
}

using System.Globalization;

namespace Wellcloud.Client.Names;

/// <summary>A property of a recording that a template can name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Returns the value; null when missing.</param>
/// <param name="Sample">A value to check formats with; null for text, which takes no format.</param>
/// <param name="Format">The default format.</param>
internal sealed record NameProperty(string Name, Func<Recording, object?> Read, IFormattable? Sample = null, string? Format = null)
{
    private static readonly DateTimeOffset _time = new(2016, 7, 7, 9, 33, 14, WellcloudClientOptions.DefaultUtcOffset);

    /// <summary>Every property, in the order of the model.</summary>
    public static IReadOnlyList<NameProperty> All { get; } =
    [
        new("Id", recording => IdOf(recording.Id)),
        new("CallId", recording => recording.CallId),
        new("CallDirection", recording => recording.CallDirection),
        new("State", recording => recording.State),
        new("StartTime", recording => recording.StartTime, _time, "yyyyMMddHHmmss"),
        new("EndTime", recording => recording.EndTime, _time, "yyyyMMddHHmmss"),
        new("Date", recording => recording.StartTime, _time, "yyyy-MM-dd"),
        new("CallLength", recording => recording.CallLength, 10),
        new("Duration", recording => recording.Duration, TimeSpan.FromSeconds(10)),
        new("Ani", recording => recording.Ani),
        new("Dnis", recording => recording.Dnis),
        new("DeviceId", recording => recording.DeviceId),
        new("AgentId", recording => recording.AgentId),
        new("AgentName", recording => recording.AgentName),
        new("FileName", recording => StemOf(recording.FileName)),
        new("FileSize", recording => recording.FileSize, 10L),
        new("TenantId", recording => recording.TenantId),
    ];

    /// <summary>The id in an archive: one with another case than the usual has a mark, so that no two ids share a name where case does not count.</summary>
    /// <remarks>The mark depends on the id alone, so the name is the same in every run, order and shard.</remarks>
    public static NameProperty CaselessId { get; } = new(nameof(Recording.Id), recording => CaselessIdOf(recording.Id));

    /// <summary>Returns the property with a name, ignoring case; null for other names.</summary>
    public static NameProperty? Find(string name) =>
        All.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether values of this property can be formatted with a format.</summary>
    public bool Takes(string format)
    {
        try
        {
            return Sample?.ToString(format, CultureInfo.InvariantCulture) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether a format asks for more than 99 digits. .NET Framework refuses that; .NET would write up to a billion.</summary>
    public static bool IsTooPrecise(string format) =>
        format.Length > 3 && (format[0] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))
        && format.Skip(1).All(char.IsDigit);

    /// <summary>Adds a mark to an id that had to be changed or that looks marked, so that different ids keep different names.</summary>
    private static string? IdOf(string id)
    {
        var clean = SafeSegment.Clean(id);
        return clean == id && !NameMark.IsAtEndOf(id) ? id : clean + NameMark.Of(id);
    }

    private static string? CaselessIdOf(string id)
    {
        var name = IdOf(id);
        return name == id && id != id.ToUpperInvariant().ToLowerInvariant() ? id + NameMark.Of(id) : name;
    }

    private static string? StemOf(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }
}

using System.Globalization;

namespace Wellcloud.Recordings.Views;

/// <summary>Formats values for the module's views. Scripts use the properties instead.</summary>
public static class View
{
    /// <summary>Formats a time in the service's offset, to the second.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Formats the length of a call, to the second.</summary>
    public static string? Length(TimeSpan? length) => length is not { } span ? null
        : span < TimeSpan.FromHours(1) ? span.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : $"{(long)span.TotalHours}:{span:mm\\:ss}";

    /// <summary>Formats how long something took, with a fraction below ten seconds. Returns null for zero.</summary>
    public static string? Elapsed(TimeSpan elapsed) => elapsed == TimeSpan.Zero ? null
        : elapsed < TimeSpan.FromSeconds(10) ? elapsed.TotalSeconds.ToString("0.0 s", CultureInfo.CurrentCulture)
        : Length(elapsed);

    /// <summary>Formats a size with a unit.</summary>
    public static string? Size(long? bytes) => bytes is { } size ? ByteSize.Format(size) : null;
}

using System.Globalization;

namespace Wellcloud.Recordings.Views;

/// <summary>How the module's views write values: for people, and never for scripts, which have the properties themselves.</summary>
public static class View
{
    /// <summary>A time as the service's clock shows it, to the second.</summary>
    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The length of a call, to the second.</summary>
    public static string? Length(TimeSpan? length) => length is not { } span ? null
        : span < TimeSpan.FromHours(1) ? span.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : $"{(long)span.TotalHours}:{span:mm\\:ss}";

    /// <summary>How long something took: nothing when nothing was done, with a fraction below ten seconds.</summary>
    public static string? Elapsed(TimeSpan elapsed) => elapsed == TimeSpan.Zero ? null
        : elapsed < TimeSpan.FromSeconds(10) ? elapsed.TotalSeconds.ToString("0.0 s", CultureInfo.CurrentCulture)
        : Length(elapsed);

    /// <summary>A size in a unit that leaves few digits.</summary>
    public static string? Size(long? bytes) => bytes is { } size ? ByteSize.Format(size) : null;
}

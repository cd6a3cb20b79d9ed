namespace Wellcloud.Client.Json;

/// <summary>How a listing is to be read.</summary>
internal sealed record ListingOptions
{
    /// <summary>The offset of times that come without a zone, and of all times that are handed out.</summary>
    public TimeSpan UtcOffset { get; init; } = WellcloudClientOptions.DefaultUtcOffset;

    /// <summary>Which rows are wanted; null for all.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>Whether each recording keeps the bytes of its row.</summary>
    public bool KeepSource { get; init; }

    /// <summary>Texts of this and earlier listings.</summary>
    public StringPool Pool { get; init; } = new();

    /// <summary>The exception for an error that came in place of the listing, from its code and its message.</summary>
    public Func<int?, string?, WellcloudException> ServiceFault { get; init; } = ListingFault.Refused;
}

namespace Wellcloud.Client;

/// <summary>A result together with its error.</summary>
/// <param name="Result">The result to report.</param>
/// <param name="Fault">Why there is no file; null when there is one, and for a recording whose state says that it has no audio.</param>
public sealed record SaveOutcome(SavedRecording Result, WellcloudException? Fault = null)
{
    /// <summary>The strong ETag of the audio; null when the service sent none.</summary>
    public string? ETag { get; init; }

    /// <summary>When the audio was last changed, according to the service.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>
    /// Whether the saved audio may be damaged or incomplete: its bytes do not show the format that the service announces, or the service
    /// announced no length and sent less than the row says.
    /// </summary>
    public bool IsDoubtful { get; init; }
}

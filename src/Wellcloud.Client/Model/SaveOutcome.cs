namespace Wellcloud.Client;

/// <summary>A result together with the fault behind it.</summary>
/// <param name="Result">What to report.</param>
/// <param name="Fault">Why there is no file; null when there is one.</param>
public sealed record SaveOutcome(SavedRecording Result, WellcloudException? Fault = null)
{
    /// <summary>The strong validator of the audio, where the service has one.</summary>
    public string? ETag { get; init; }

    /// <summary>When the service says that the audio was changed last.</summary>
    public DateTimeOffset? LastModified { get; init; }
}

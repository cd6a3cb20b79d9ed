namespace Wellcloud.Client;

/// <summary>A result together with the fault behind it.</summary>
/// <param name="Result">What to report.</param>
/// <param name="Fault">Why there is no file; null when there is one.</param>
public sealed record SaveOutcome(SavedRecording Result, WellcloudException? Fault = null);

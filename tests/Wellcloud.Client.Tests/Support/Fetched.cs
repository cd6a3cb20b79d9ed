namespace Wellcloud.Client.Tests.Support;

/// <summary>What arrived from an endpoint.</summary>
/// <param name="Fault">The fault that ended the work; null when there was none.</param>
/// <param name="Rows">The number of rows, for a listing.</param>
/// <param name="Status">The status of the recording, for audio.</param>
internal sealed record Fetched(WellcloudException? Fault, int Rows = 0, SaveStatus? Status = null);

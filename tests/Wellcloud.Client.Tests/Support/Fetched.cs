namespace Wellcloud.Client.Tests.Support;

/// <summary>What an endpoint brought.</summary>
/// <param name="Fault">How it ended; null when all is well.</param>
/// <param name="Rows">How many rows came, where there are rows.</param>
/// <param name="Status">What became of the recording, where it was one.</param>
internal sealed record Fetched(WellcloudException? Fault, int Rows = 0, SaveStatus? Status = null);

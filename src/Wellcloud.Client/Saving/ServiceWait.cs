namespace Wellcloud.Client.Saving;

/// <summary>The service makes all transfers wait.</summary>
/// <param name="Since">When the first of them began to wait.</param>
/// <param name="Until">When the next request is sent.</param>
/// <param name="Fault">Why: the last fault.</param>
public sealed record ServiceWait(DateTimeOffset Since, DateTimeOffset Until, WellcloudException Fault);

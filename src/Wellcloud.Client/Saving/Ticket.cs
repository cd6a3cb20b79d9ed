namespace Wellcloud.Client.Saving;

/// <summary>The right to send one request.</summary>
/// <param name="Started">When the request begins.</param>
/// <param name="IsProbe">Whether all other requests wait for its answer.</param>
internal readonly record struct Ticket(TimeSpan Started, bool IsProbe);

namespace Wellcloud.Client.Saving;

/// <summary>The right to send one request.</summary>
/// <param name="Started">When the request begins.</param>
/// <param name="AnsweredBefore">When the latest request began that was answered before this one begins; negative when there is none.</param>
/// <param name="IsProbe">Whether all other requests wait for its answer.</param>
internal readonly record struct Ticket(TimeSpan Started, TimeSpan AnsweredBefore, bool IsProbe);

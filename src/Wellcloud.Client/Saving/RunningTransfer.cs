namespace Wellcloud.Client.Saving;

/// <summary>A transfer that may still be under way.</summary>
/// <param name="Stem">The path of its file, without extension.</param>
/// <param name="Task">Ends with the transfer.</param>
internal sealed record RunningTransfer(string Stem, Task Task);

namespace Wellcloud.Client.Archive;

/// <summary>What a sync would do.</summary>
/// <param name="Listed">How many recordings are listed.</param>
/// <param name="AlreadyPresent">How many of them have their file.</param>
/// <param name="ToFetch">How many would be asked for.</param>
public sealed record ArchivePlan(int Listed, int AlreadyPresent, int ToFetch);

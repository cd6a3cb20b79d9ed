namespace Wellcloud.Client.Archive;

/// <summary>What a sync would do.</summary>
/// <param name="Listed">The number of recordings in the listing.</param>
/// <param name="AlreadyPresent">The number of recordings whose file is already in the archive.</param>
/// <param name="ToFetch">The number of recordings that would be requested.</param>
public sealed record ArchivePlan(int Listed, int AlreadyPresent, int ToFetch);

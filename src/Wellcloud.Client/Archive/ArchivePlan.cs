namespace Wellcloud.Client.Archive;

/// <summary>What a sync would do.</summary>
/// <param name="Listed">The number of recordings in the listing.</param>
/// <param name="AlreadyPresent">The number of recordings whose file is already in the archive.</param>
/// <param name="ToFetch">The number of recordings that would be requested.</param>
public sealed record ArchivePlan(int Listed, int AlreadyPresent, int ToFetch)
{
    /// <summary>How many names <see cref="FirstNames"/> contains at most.</summary>
    public const int NamesShown = 3;

    /// <summary>The names that the first new recordings would get: relative paths without an extension.</summary>
    public IReadOnlyList<string> FirstNames { get; init; } = [];
}

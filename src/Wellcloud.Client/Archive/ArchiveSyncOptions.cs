using Wellcloud.Client.Names;

namespace Wellcloud.Client.Archive;

/// <summary>Which recordings an archive is to have, and how.</summary>
public sealed record ArchiveSyncOptions
{
    /// <summary>The folder of the archive; made when it is missing.</summary>
    public string Path { get; init; } = "";

    /// <summary>Which recordings; null for all.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>How new files are named; those that are there keep their names.</summary>
    public NameTemplate NameTemplate { get; init; } = NameTemplate.Default;

    /// <summary>How many transfers may run at once; the run finds out how many are worth it.</summary>
    public int ThrottleLimit { get; init; } = 32;

    /// <summary>Which part of the recordings.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Asks again for what is known to be missing or not found.</summary>
    public bool Force { get; init; }
}

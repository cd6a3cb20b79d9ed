using Wellcloud.Client.Names;

namespace Wellcloud.Client.Archive;

/// <summary>Options of a sync.</summary>
public sealed record ArchiveSyncOptions
{
    /// <summary>The folder of the archive. Created if it does not exist.</summary>
    public string Path { get; init; } = "";

    /// <summary>The full path of a saved listing; null to request the listing from the service.</summary>
    public string? ListingPath { get; init; }

    /// <summary>Selects recordings; null for all.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>The template for the names of new files; null for the template that the archive was last synced with. Existing files keep their names.</summary>
    public NameTemplate? NameTemplate { get; init; }

    /// <summary>The maximum number of simultaneous transfers. The run uses fewer if more do not help.</summary>
    public int ThrottleLimit { get; init; } = 64;

    /// <summary>The part of the recordings to sync.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether to request again what the service did not have in earlier runs (Missing, NotFound), and files whose content is not what was saved.</summary>
    public bool Force { get; init; }
}

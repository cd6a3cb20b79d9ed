namespace Wellcloud.Client;

/// <summary>The result of a sync. <see cref="Listed"/> is the sum of the six outcomes; if the numbers differ, the sync ends with an error instead.</summary>
public sealed record ArchiveSyncResult
{
    /// <summary>Distinct ids in the listing that match filter and shard.</summary>
    public int Listed { get; init; }

    /// <summary>Files downloaded, including resumed ones.</summary>
    public int Saved { get; init; }

    /// <summary>Recordings whose file was already in the archive and stays.</summary>
    public int AlreadyPresent { get; init; }

    /// <summary>Recordings whose file the service does not have, including those known from earlier runs.</summary>
    public int Missing { get; init; }

    /// <summary>Recordings that the service does not know, including those known from earlier runs.</summary>
    public int NotFound { get; init; }

    /// <summary>Recordings that could not be downloaded. The next run tries again.</summary>
    public int Failed { get; init; }

    /// <summary>Recordings that were removed from the archive on purpose. They are not downloaded again.</summary>
    public int Removed { get; init; }

    /// <summary>The total size of the downloaded files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>How long the sync took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The full path of the archive.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// The SHA-256 of the last line of this run's ledger, in lower-case hex. Kept outside the archive, it proves that no line before it
    /// was changed; nothing else reveals a chain rewritten from start to end.
    /// </summary>
    public string LedgerHead { get; init; } = "";

    internal int Decided => Saved + AlreadyPresent + Missing + NotFound + Failed + Removed;

    /// <summary>Returns a result with one more outcome.</summary>
    internal ArchiveSyncResult With(SaveStatus status, long bytes = 0) => status switch
    {
        SaveStatus.Saved or SaveStatus.Resumed => this with { Saved = Saved + 1, Bytes = Bytes + bytes },
        SaveStatus.Skipped => this with { AlreadyPresent = AlreadyPresent + 1 },
        SaveStatus.Missing => this with { Missing = Missing + 1 },
        SaveStatus.NotFound => this with { NotFound = NotFound + 1 },
        SaveStatus.Removed => this with { Removed = Removed + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}

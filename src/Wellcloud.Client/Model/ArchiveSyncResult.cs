namespace Wellcloud.Client;

/// <summary>What a sync did. <see cref="Listed"/> is the sum of the five outcomes; a sync whose numbers differ ends with an error instead.</summary>
public sealed record ArchiveSyncResult
{
    /// <summary>Distinct ids in the listing, after filters and shard.</summary>
    public int Listed { get; init; }

    /// <summary>Files that were fetched, those gone on with included.</summary>
    public int Saved { get; init; }

    /// <summary>Recordings whose file was there already.</summary>
    public int AlreadyPresent { get; init; }

    /// <summary>Recordings without a file at the service, those known from earlier runs included.</summary>
    public int Missing { get; init; }

    /// <summary>Recordings that the service does not know, those known from earlier runs included.</summary>
    public int NotFound { get; init; }

    /// <summary>Recordings that another run may be able to fetch.</summary>
    public int Failed { get; init; }

    /// <summary>The size of the files that were fetched.</summary>
    public long Bytes { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The full path of the archive.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// The hash of the last line of this run's ledger, in lower-case hex. Kept elsewhere, it proves that no line before it was changed:
    /// a chain that was rewritten as a whole shows by nothing else.
    /// </summary>
    public string LedgerHead { get; init; } = "";

    internal int Decided => Saved + AlreadyPresent + Missing + NotFound + Failed;

    /// <summary>The same with one more outcome.</summary>
    internal ArchiveSyncResult With(SaveStatus status, long bytes = 0) => status switch
    {
        SaveStatus.Saved or SaveStatus.Resumed => this with { Saved = Saved + 1, Bytes = Bytes + bytes },
        SaveStatus.Skipped => this with { AlreadyPresent = AlreadyPresent + 1 },
        SaveStatus.Missing => this with { Missing = Missing + 1 },
        SaveStatus.NotFound => this with { NotFound = NotFound + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}

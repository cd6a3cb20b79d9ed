namespace Wellcloud.Client;

/// <summary>How an archive compares with its ledgers.</summary>
/// <remarks>A chain that was rewritten as a whole, by somebody who could write the files too, shows only against a head that was kept elsewhere.</remarks>
public sealed record ArchiveTestResult
{
    /// <summary>Whether the archive is exactly what its ledgers say: nothing absent, corrupt or unlisted, and every chain whole.</summary>
    public bool IsValid => Absent.Count + Corrupt.Count + Unlisted.Count + LedgerProblems.Count == 0;

    /// <summary>Files that the ledgers list.</summary>
    public int Files { get; init; }

    /// <summary>The size of the files that were compared.</summary>
    public long Bytes { get; init; }

    /// <summary>Files that are listed and not there: paths below the archive, with slashes.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Files with other bytes than were saved: paths below the archive, with slashes.</summary>
    public IReadOnlyList<string> Corrupt { get; init; } = [];

    /// <summary>Files that are there and that no ledger lists: paths below the archive, with slashes. Partial files are not counted.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>Where the ledgers are not what was written.</summary>
    public IReadOnlyList<string> LedgerProblems { get; init; } = [];

    /// <summary>The hash of the ledger's last line in lower-case hex; of several ledgers, theirs in the order of the files' names with spaces between.</summary>
    public string LedgerHead { get; init; } = "";

    /// <summary>The full path of the archive.</summary>
    public string Path { get; init; } = "";
}

namespace Wellcloud.Client;

/// <summary>The result of comparing an archive with its ledgers.</summary>
/// <remarks>Somebody who can write to the archive could rewrite files and ledger from start to end. Only a ledger head kept outside the archive reveals that.</remarks>
public sealed record ArchiveTestResult
{
    /// <summary>Whether the archive matches its ledgers: no file is absent, corrupt or unlisted, and every chain is unbroken.</summary>
    public bool IsValid => Absent.Count + Corrupt.Count + Unlisted.Count + LedgerProblems.Count == 0;

    /// <summary>The number of files that the ledgers list.</summary>
    public int Files { get; init; }

    /// <summary>The total size of the compared files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Listed files that do not exist: paths relative to the archive, with slashes.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Files whose content differs from what was saved: paths relative to the archive, with slashes.</summary>
    public IReadOnlyList<string> Corrupt { get; init; } = [];

    /// <summary>Files that no ledger lists, except partial files: paths relative to the archive, with slashes.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>Where ledgers are damaged or were changed.</summary>
    public IReadOnlyList<string> LedgerProblems { get; init; } = [];

    /// <summary>The SHA-256 of the ledger's last line in lower-case hex. For several ledgers: all of them, separated by spaces, in the order of the ledgers' file names.</summary>
    public string LedgerHead { get; init; } = "";

    /// <summary>The full path of the archive.</summary>
    public string Path { get; init; } = "";
}

namespace Wellcloud.Client;

/// <summary>The result of comparing an archive with its ledgers. All paths are full paths, like <see cref="Path"/>.</summary>
/// <remarks>Somebody who can write to the archive could rewrite files and ledger from start to end. Only a ledger head kept outside the archive reveals that.</remarks>
public sealed record ArchiveTestResult
{
    /// <summary>
    /// Whether the archive matches its ledgers: every listed file is there, can be read and has the recorded content; no file is unlisted;
    /// every chain is unbroken; and every given head is continued.
    /// </summary>
    public bool IsValid =>
        Absent.Count + Corrupt.Count + Unlisted.Count + LedgerProblems.Count + UnreadableFiles == 0 && Heads.All(static head => head.IsContinued);

    /// <summary>Whether a sync ran during the test. What it had not written to the ledger yet is not judged.</summary>
    public bool InProgress { get; init; }

    /// <summary>The number of files that the ledgers list and the filter selects.</summary>
    public int Files { get; init; }

    /// <summary>The total size of the compared files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Listed files that do not exist.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Files whose content differs from what was saved.</summary>
    public IReadOnlyList<string> Corrupt { get; init; } = [];

    /// <summary>Listed files that cannot be read, and folders that cannot be entered. A folder alone does not make the archive invalid.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>
    /// Files that no ledger lists, except partial files and files that operating systems leave. Empty with a filter, while a sync runs, and
    /// when a ledger cannot be read: then nothing is known about other files.
    /// </summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>Files whose audio is less than half as long as its call, and more than five seconds shorter. They do not make the archive invalid.</summary>
    public IReadOnlyList<string> Short { get; init; } = [];

    /// <summary>Where ledgers are damaged, were changed or cannot be read.</summary>
    public IReadOnlyList<string> LedgerProblems { get; init; } = [];

    /// <summary>The heads that were given, and whether today's ledgers continue each of them.</summary>
    public IReadOnlyList<KeptHead> Heads { get; init; } = [];

    /// <summary>The SHA-256 of the ledger's last line in lower-case hex. For several ledgers: all of them, separated by spaces, in the order of the ledgers' file names.</summary>
    public string LedgerHead { get; init; } = "";

    /// <summary>The full path of the archive.</summary>
    public string Path { get; init; } = "";

    /// <summary>How many of <see cref="Unreadable"/> are listed files.</summary>
    internal int UnreadableFiles { get; init; }
}

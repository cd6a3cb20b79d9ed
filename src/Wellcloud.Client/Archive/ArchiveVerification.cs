using Wellcloud.Client.Files;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Compares an archive with its ledgers: the content of every file, every link of the chains, and files that no ledger lists. Whatever
/// cannot be read is named in the result, which judges the rest.
/// </summary>
public sealed class ArchiveVerification
{
    private readonly ArchiveFolder _folder;
    private readonly ArchiveTestOptions _options;
    private readonly RecordingFilter? _filter;
    private readonly HashSet<TextKey> _listed = [];
    private readonly ChecksumProof _checksums;
    private readonly HashSet<string> _missingIds;
    private readonly bool _isCaseless;
    private int _files;

    /// <summary>Creates a verification.</summary>
    /// <param name="path">The folder of the archive.</param>
    /// <param name="options">What to compare; null for everything.</param>
    public ArchiveVerification(string path, ArchiveTestOptions? options = null)
    {
        _folder = new ArchiveFolder(path);
        _checksums = new ChecksumProof(_folder);
        _isCaseless = _folder.IsCaseless;
        _options = options ?? new();
        _filter = _options.Filter is { IsEmpty: false } filter ? filter : null;
        _missingIds = new HashSet<string>(_filter?.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The progress. The total is known when the first ledger has been read; with a filter it is not known.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Ids named by the filter that are in no ledger. Known at the end.</summary>
    public IReadOnlyCollection<string> NotListed => _missingIds;

    /// <summary>Compares the archive with its ledgers.</summary>
    public Task<ArchiveTestResult> RunAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => TestAsync(cancellationToken), cancellationToken);

    private async Task<ArchiveTestResult> TestAsync(CancellationToken cancellationToken)
    {
        var watch = new SyncWatch(_folder);
        var ledgers = new LedgerProof(_folder) { FilesCounted = _filter is null ? count => Progress.Total = (Progress.Total ?? 0) + count : null };
        var findings = await new FileComparisons(_options.SizeOnly, Progress).RunAsync(ledgers.Read(cancellationToken).Where(IsWanted), cancellationToken).ConfigureAwait(false);
        var brief = findings.Short.ToArray();
        var heads = KeptHeads.Find(_folder, _options.Heads, cancellationToken);
        var (unlisted, closed) = _filter is null ? Walk(cancellationToken) : ([], []);
        var list = _filter is null && !_options.SizeOnly && ledgers.IsComplete ? _checksums.Compare(cancellationToken) : FileVerdict.Intact;
        if (list is FileVerdict.Unreadable)
        {
            closed.Add(_folder.Checksums);
        }

        watch.Look();
        if (watch.HasSeenSync)
        {
            findings = await CompareAgainAsync(findings, cancellationToken).ConfigureAwait(false);
        }

        // Lists that a shell can index: arrays, and List<T>.
        return new()
        {
            Path = _folder.Root,
            InProgress = watch.HasSeenSync,
            Files = _files,
            Bytes = Progress.Bytes,
            Absent = findings.Absent.ToArray(),
            Corrupt = findings.Corrupt.Concat(list is FileVerdict.Corrupt && !watch.HasSeenSync ? [_folder.Checksums] : []).ToArray(),
            Unreadable = findings.Unreadable.Concat(closed).OrderBy(static path => path, StringComparer.Ordinal).ToArray(),
            UnreadableFiles = findings.Unreadable.Count,
            Unlisted = ledgers.IsComplete && !watch.HasSeenSync ? unlisted : [],
            Short = brief,
            LedgerProblems = ledgers.Problems(watch.HasSeenSync),
            Heads = heads,
            LedgerHead = ledgers.Heads,
        };
    }

    /// <summary>Whether the file of a recording is to be compared. Remembers what the ledgers list.</summary>
    private bool IsWanted(SavedRecording saved)
    {
        if (_missingIds.Count > 0)
        {
            _missingIds.Remove(saved.Id);
        }

        if (!saved.Status.HasFile() || _filter?.Matches(saved.Recording ?? new Recording { Id = saved.Id }) == false)
        {
            return false;
        }

        _files++;
        if (_filter is null)
        {
            _listed.Add(KeyOf(saved.Path!));
            if (!_options.SizeOnly)
            {
                _checksums.Add(saved);
            }
        }

        return true;
    }

    /// <summary>
    /// Compares what does not match with the ledgers as they are now: meanwhile, the sync may have replaced a file and written that down.
    /// A file that has no decision any more is not judged.
    /// </summary>
    private Task<FileFindings> CompareAgainAsync(FileFindings findings, CancellationToken cancellationToken)
    {
        var doubtful = new HashSet<string>(findings.Absent.Concat(findings.Corrupt).Concat(findings.Unreadable), StringComparer.Ordinal);
        return doubtful.Count == 0
            ? Task.FromResult(findings)
            : new FileComparisons(_options.SizeOnly, new TransferProgress()).RunAsync(
                new LedgerProof(_folder).Read(cancellationToken).Where(saved => saved.Status.HasFile() && doubtful.Contains(saved.Path!)), cancellationToken);
    }

    /// <summary>Returns what stands for a file. On a file system without case, a folder may have another spelling than in the ledger.</summary>
    private TextKey KeyOf(string path) => TextKey.Of(_isCaseless ? FileNameComparison.Fold(path) : path);

    private (List<string> Unlisted, List<string> Closed) Walk(CancellationToken cancellationToken)
    {
        var (unlisted, closed) = (new List<string>(), new List<string>());
        new ArchiveWalk(_folder, AddIfUnlisted, closed.Add).Run(cancellationToken);
        unlisted.AddRange(_folder.LedgerCopies());
        unlisted.Sort(StringComparer.Ordinal);
        return (unlisted, closed);

        void AddIfUnlisted(string file)
        {
            // Opening a pipe would wait for ever.
            if (!_listed.Contains(KeyOf(file)) && (SpecialFile.Is(file) || !CatalogMark.IsOn(file)))
            {
                unlisted.Add(file);
            }
        }
    }
}

namespace Wellcloud.Client.Archive;

/// <summary>
/// Reads the latest decision on each recording from a group of ledgers. Reads the ledgers twice, first for an index and then for the lines,
/// so that no line stays in memory.
/// </summary>
internal sealed class LatestDecisions : IDisposable
{
    private readonly ArchiveFolder _folder;
    private readonly IReadOnlyList<Shard> _ledgers;
    private readonly LedgerIndex _index;
    private LedgerReader? _reader;
    private int _next;

    private LatestDecisions(ArchiveFolder folder, IReadOnlyList<Shard> ledgers, LedgerIndex index) => (_folder, _ledgers, _index) = (folder, ledgers, index);

    /// <summary>The offset of the times in the last recording read.</summary>
    public TimeSpan UtcOffset { get; private set; } = WellcloudClientOptions.DefaultUtcOffset;

    /// <summary>The number of recordings with a file.</summary>
    public int Saved => _index.CountSaved();

    /// <summary>Indexes the ledgers.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="ledgers">The shards of a group of ledgers.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="ended">Called at the end of each ledger.</param>
    /// <param name="broken">Called for each break of a chain. If null, the first break is thrown.</param>
    public static LatestDecisions Read(
        ArchiveFolder folder,
        IReadOnlyList<Shard> ledgers,
        CancellationToken cancellationToken,
        Action<Shard, LedgerTail>? ended = null,
        Action<LedgerProblem>? broken = null)
    {
        var index = new LedgerIndex(folder) { Broken = broken };
        foreach (var ledger in ledgers)
        {
            var tail = index.Add(ledger, Shard.Whole, cancellationToken);
            ended?.Invoke(ledger, tail);
        }

        return new(folder, ledgers, index);
    }

    /// <summary>Returns the decisions of an index. Disposing them disposes the index.</summary>
    public static LatestDecisions Of(ArchiveFolder folder, LedgerIndex index) => new(folder, index.Ledgers, index);

    /// <summary>Reads the next decision that no later decision replaces.</summary>
    public bool TryRead(out LedgerLine line)
    {
        while (_reader is not null || _next < _ledgers.Count)
        {
            _reader ??= LedgerReader.Open(_folder.LedgerOf(_ledgers[_next]));
            while (_reader.TryRead(out var bytes))
            {
                if (!LedgerLine.TryParse(bytes, whole: true, out line))
                {
                    continue;
                }

                UtcOffset = line.UtcOffset ?? UtcOffset;
                if (line.IsDecision && _index.IsLatest(line.Id.Key, _ledgers[_next], _reader.Offset))
                {
                    return true;
                }
            }

            _reader.Dispose();
            _reader = null;
            _next++;
        }

        line = default;
        return false;
    }

    /// <summary>Returns what is wrong with the last line read.</summary>
    public LedgerProblem ProblemOf(string reason) => new(_folder.LedgerOf(_ledgers[_next]), _reader?.Number ?? 0, reason);

    public void Dispose()
    {
        _reader?.Dispose();
        _index.Dispose();
    }
}

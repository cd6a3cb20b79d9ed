namespace Wellcloud.Client.Archive;

/// <summary>
/// The latest decision on each recording of a group of ledgers, in their order: gone through once for an index of what is latest,
/// and once for the lines, so that nothing of a line stays in memory.
/// </summary>
internal sealed class LatestDecisions : IDisposable
{
    private readonly ArchiveFolder _folder;
    private readonly IReadOnlyList<Shard> _ledgers;
    private readonly LedgerIndex _index;
    private LedgerReader? _reader;
    private int _next;

    private LatestDecisions(ArchiveFolder folder, IReadOnlyList<Shard> ledgers, LedgerIndex index) => (_folder, _ledgers, _index) = (folder, ledgers, index);

    /// <summary>The offset of the times in the recording that was read last.</summary>
    public TimeSpan UtcOffset { get; private set; } = TimeSpan.FromHours(8);

    /// <summary>How many recordings have a file.</summary>
    public int Saved => _index.CountSaved();

    /// <summary>Goes through the ledgers for the first time.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="ledgers">A group.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="ended">Told where each ledger ends.</param>
    /// <param name="broken">Told of breaks in a chain, which are thrown otherwise.</param>
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

    /// <summary>Reads the next decision that no later one has replaced.</summary>
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

                UtcOffset = LedgerIndex.OffsetOf(line) ?? UtcOffset;
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

    public void Dispose()
    {
        _reader?.Dispose();
        _index.Dispose();
    }
}

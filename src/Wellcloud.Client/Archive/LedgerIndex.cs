namespace Wellcloud.Client.Archive;

/// <summary>An index of the latest decisions in one or more ledgers: about 60 bytes per recording, however long its line is.</summary>
internal sealed class LedgerIndex(ArchiveFolder folder) : IDisposable
{
    /// <summary>The number of recordings from which the average length of a line is estimated.</summary>
    private const int Sample = 1000;

    private readonly List<Shard> _ledgers = [];
    private readonly Dictionary<Shard, LedgerReader> _open = [];
    private Dictionary<TextKey, LedgerEntry> _entries = [];
    private DateTimeOffset _templateTime;

    /// <summary>The ledgers of the index.</summary>
    public IReadOnlyList<Shard> Ledgers => _ledgers;

    /// <summary>Called for each break of a chain. If null, the first break is thrown.</summary>
    public Action<LedgerProblem>? Broken { get; init; }

    /// <summary>The time of the latest line.</summary>
    public DateTimeOffset Latest { get; private set; }

    /// <summary>The earliest time for new lines: later than every line, unless a line has the latest possible time.</summary>
    public DateTimeOffset Next => Latest < DateTimeOffset.MaxValue.AddMilliseconds(-1) ? Latest.AddMilliseconds(1) : Latest;

    /// <summary>The template in the latest header that has one.</summary>
    public string? NameTemplate { get; private set; }

    /// <summary>Counts the recordings with a file.</summary>
    public int CountSaved() => _entries.Values.Count(static entry => entry.Status.HasFile());

    /// <summary>Adds a shard's ledger, and this shard's recordings from ledgers of other numbers of shards.</summary>
    /// <returns>The end of the shard's own ledger.</returns>
    public LedgerTail AddAllOf(Shard shard, CancellationToken cancellationToken)
    {
        foreach (var other in folder.Shards().Where(other => other != shard && other.Overlaps(shard)))
        {
            Add(other, shard, cancellationToken);
        }

        return Add(shard, shard, cancellationToken);
    }

    /// <summary>Adds a ledger.</summary>
    /// <param name="ledger">The shard of the ledger.</param>
    /// <param name="wanted">The shard whose recordings are added.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The end of the ledger.</returns>
    public LedgerTail Add(Shard ledger, Shard wanted, CancellationToken cancellationToken)
    {
        var path = folder.LedgerOf(ledger);
        if (!File.Exists(path))
        {
            return LedgerTail.None;
        }

        var number = (ushort)_ledgers.Count;
        _ledgers.Add(ledger);
        TimeSpan? offset = null;
        (string Text, DateTimeOffset Time)? template = null;
        var added = 0;
        using var walk = new LedgerWalk(path) { Broken = Broken };
        while (walk.TryRead(out var line, out var length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Latest = line.Time > Latest ? line.Time : Latest;
            if (!line.IsDecision)
            {
                offset = line.UtcOffset ?? offset;
                template = line.NameTemplate.ToString() is { } text ? (text, line.Time) : template;
                continue;
            }

            var key = line.Id.Key;
            if (wanted.Includes(key))
            {
                KeepLatest(key, new(walk.Offset, line.Time.UtcTicks, length, number, line.Status));
                if (++added == Sample)
                {
                    Reserve(_entries.Count + ((new FileInfo(path).Length - walk.End) * Sample / walk.End));
                }
            }
        }

        if (template is { } last && last.Time >= _templateTime)
        {
            (NameTemplate, _templateTime) = last;
        }

        return new(walk.End, walk.Sequence, walk.Sequence == 0 ? null : walk.Head, offset, template?.Text, walk.IsTorn);
    }

    /// <summary>Finds the decision on a recording that counts.</summary>
    public bool TryFind(TextKey id, out LedgerEntry entry) => _entries.TryGetValue(id, out entry);

    /// <summary>Whether a line is the decision on its recording that counts.</summary>
    public bool IsLatest(TextKey id, Shard ledger, long offset) =>
        _entries.TryGetValue(id, out var entry) && entry.Offset == offset && LedgerOf(entry) == ledger;

    /// <summary>Returns the shard whose ledger a decision is in.</summary>
    public Shard LedgerOf(in LedgerEntry entry) => _ledgers[entry.Ledger];

    /// <summary>Reads the line of a decision.</summary>
    public byte[] ReadLine(in LedgerEntry entry)
    {
        var ledger = LedgerOf(entry);
        if (!_open.TryGetValue(ledger, out var reader))
        {
            _open.Add(ledger, reader = LedgerReader.Open(folder.LedgerOf(ledger)));
        }

        return reader.ReadAt(entry.Offset, entry.Length);
    }

    public void Dispose()
    {
        foreach (var reader in _open.Values)
        {
            reader.Dispose();
        }
    }

    /// <summary>Sizes the table for the rest of the ledger. While a table grows, it is in memory twice.</summary>
    private void Reserve(long count)
    {
        var entries = new Dictionary<TextKey, LedgerEntry>((int)Math.Min(count + (count / 50), int.MaxValue / 2));
        foreach (var entry in _entries)
        {
            entries.Add(entry.Key, entry.Value);
        }

        _entries = entries;
    }

    /// <summary>
    /// Keeps the decision that counts: a removal, because nothing takes it back; otherwise the latest decision, which is the later line of one
    /// ledger, and across ledgers the line with the later time. A ledger copied from another archive does not know of this one's removals.
    /// </summary>
    private void KeepLatest(TextKey key, in LedgerEntry entry)
    {
        var isKnown = _entries.TryGetValue(key, out var known);
        var isLater = !isKnown || known.Ledger == entry.Ledger || known.Ticks <= entry.Ticks;
        var isRemoved = entry.Status is SaveStatus.Removed;
        if (isRemoved == (isKnown && known.Status is SaveStatus.Removed) ? isLater : isRemoved)
        {
            _entries[key] = entry;
        }
    }
}

namespace Wellcloud.Client.Archive;

/// <summary>An index of the latest decisions in one or more ledgers: about 60 bytes per recording, however long its line is.</summary>
internal sealed class LedgerIndex(ArchiveFolder folder) : IDisposable
{
    /// <summary>The number of recordings from which the average length of a line is estimated.</summary>
    private const int Sample = 1000;

    private readonly List<Shard> _ledgers = [];
    private readonly Dictionary<Shard, LedgerReader> _open = [];
    private Dictionary<TextKey, LedgerEntry> _entries = [];

    /// <summary>Called with path and id for each line with a file.</summary>
    public Action<string, string>? FileSeen { get; init; }

    /// <summary>Called for each break of a chain. Without it, a break is thrown.</summary>
    public Action<LedgerProblem>? Broken { get; init; }

    /// <summary>The time of the latest line.</summary>
    public DateTimeOffset Latest { get; private set; }

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
        using var walk = new LedgerWalk(path) { Broken = Broken, ReadsWhole = FileSeen is not null };
        while (walk.TryRead(out var line, out var length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Latest = line.Time > Latest ? line.Time : Latest;
            if (!line.IsDecision)
            {
                offset = line.UtcOffset ?? offset;
                continue;
            }

            var key = line.Id.Key;
            if (wanted.Includes(key))
            {
                KeepLatest(key, new(walk.Offset, line.Time.UtcTicks, length, number, line.Status));
                if (_entries.Count == Sample)
                {
                    Reserve(new FileInfo(path).Length / (walk.End / Sample));
                }

                if (line.IsSaved)
                {
                    FileSeen?.Invoke(line.Path.ToString() ?? "", line.Id.ToString()!);
                }
            }
        }

        return new(walk.End, walk.Sequence, walk.Sequence == 0 ? null : walk.Head, offset, walk.IsTorn);
    }

    /// <summary>Finds the latest decision on a recording.</summary>
    public bool TryFind(TextKey id, out LedgerEntry entry) => _entries.TryGetValue(id, out entry);

    /// <summary>Whether a line is the latest decision on its recording.</summary>
    public bool IsLatest(TextKey id, Shard ledger, long offset) =>
        _entries.TryGetValue(id, out var entry) && entry.Offset == offset && _ledgers[entry.Ledger] == ledger;

    /// <summary>Whether the file of a decision exists with the recorded size.</summary>
    /// <param name="entry">The decision.</param>
    /// <param name="damaged">The file, if it exists with another size.</param>
    public bool IsPresent(in LedgerEntry entry, out string? damaged)
    {
        damaged = null;
        if (!entry.Status.HasFile())
        {
            return false;
        }

        var line = ReadLine(entry);
        if (!LedgerLine.TryParse(line, whole: true, out var parsed) || parsed.Path.ToString() is not { } path
            || new FileInfo(folder.FullPath(path)) is not { Exists: true } file)
        {
            return false;
        }

        damaged = file.Length == parsed.Bytes ? null : file.FullName;
        return damaged is null;
    }

    public void Dispose()
    {
        foreach (var reader in _open.Values)
        {
            reader.Dispose();
        }
    }

    private byte[] ReadLine(in LedgerEntry entry)
    {
        var ledger = _ledgers[entry.Ledger];
        if (!_open.TryGetValue(ledger, out var reader))
        {
            _open.Add(ledger, reader = LedgerReader.Open(folder.LedgerOf(ledger)));
        }

        return reader.ReadAt(entry.Offset, entry.Length);
    }

    /// <summary>Sizes the table for the whole ledger. While a table grows, it is in memory twice.</summary>
    private void Reserve(long count)
    {
        var entries = new Dictionary<TextKey, LedgerEntry>((int)Math.Min(count + (count / 50), int.MaxValue / 2));
        foreach (var entry in _entries)
        {
            entries.Add(entry.Key, entry.Value);
        }

        _entries = entries;
    }

    /// <summary>Keeps the latest decision: in one ledger the later line, across ledgers the line with the later time.</summary>
    private void KeepLatest(TextKey key, in LedgerEntry entry)
    {
        if (!_entries.TryGetValue(key, out var known) || known.Ledger == entry.Ledger || known.Ticks <= entry.Ticks)
        {
            _entries[key] = entry;
        }
    }
}

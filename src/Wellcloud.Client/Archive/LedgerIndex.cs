using System.Globalization;

namespace Wellcloud.Client.Archive;

/// <summary>The latest decision on every recording of some ledgers: about 60 bytes for each, whatever is written there of it.</summary>
internal sealed class LedgerIndex(ArchiveFolder folder) : IDisposable
{
    /// <summary>So many recordings tell how long the lines of a ledger are.</summary>
    private const int Sample = 1000;

    private readonly List<Shard> _ledgers = [];
    private readonly Dictionary<Shard, LedgerReader> _open = [];
    private Dictionary<TextKey, LedgerEntry> _entries = [];

    /// <summary>Told of every line that is about a file.</summary>
    public Action<string, string>? FileSeen { get; init; }

    /// <summary>Told of breaks in a chain, which are thrown otherwise.</summary>
    public Action<LedgerProblem>? Broken { get; init; }

    /// <summary>The time of the latest line.</summary>
    public DateTimeOffset Latest { get; private set; }

    /// <summary>How many recordings have a file.</summary>
    public int CountSaved() => _entries.Values.Count(static entry => entry.Status is SaveStatus.Saved or SaveStatus.Resumed);

    /// <summary>Reads a shard's ledger into the index, and of those of other counts of shards what belongs to this one.</summary>
    /// <returns>Where the shard's own ledger ends.</returns>
    public LedgerTail AddAllOf(Shard shard, CancellationToken cancellationToken)
    {
        foreach (var other in folder.Shards().Where(other => other != shard && other.Overlaps(shard)))
        {
            Add(other, shard, cancellationToken);
        }

        return Add(shard, shard, cancellationToken);
    }

    /// <summary>Reads a ledger into the index.</summary>
    /// <param name="ledger">Which one.</param>
    /// <param name="wanted">Ids of other shards are left out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Where it ends.</returns>
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
                offset = OffsetOf(line) ?? offset;
                continue;
            }

            var key = line.Id.Key;
            if (wanted.Includes(key))
            {
                Put(key, new(walk.Offset, line.Time.UtcTicks, length, number, line.Status));
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

    /// <summary>The latest decision on a recording.</summary>
    public bool TryFind(TextKey id, out LedgerEntry entry) => _entries.TryGetValue(id, out entry);

    /// <summary>Whether a line is the latest decision on its recording.</summary>
    public bool IsLatest(TextKey id, Shard ledger, long offset) =>
        _entries.TryGetValue(id, out var entry) && entry.Offset == offset && _ledgers[entry.Ledger] == ledger;

    /// <summary>Whether the file that was decided on is there with the size it had.</summary>
    /// <param name="entry">The decision.</param>
    /// <param name="damaged">The file, when it is there with another size.</param>
    public bool IsPresent(in LedgerEntry entry, out string? damaged)
    {
        damaged = null;
        if (entry.Status is not (SaveStatus.Saved or SaveStatus.Resumed))
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

    /// <summary>The offset that the beginning of a run tells.</summary>
    public static TimeSpan? OffsetOf(in LedgerLine line)
    {
        var text = line.UtcOffset.ToString();
        return text is { Length: 6 } && TimeSpan.TryParseExact(text.Substring(1), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
            ? text[0] == '-' ? -offset : offset
            : null;
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

    /// <summary>Makes the table as large as it is going to be: while one grows it is there twice.</summary>
    private void Reserve(long count)
    {
        var entries = new Dictionary<TextKey, LedgerEntry>((int)Math.Min(count + (count / 50), int.MaxValue / 2));
        foreach (var entry in _entries)
        {
            entries.Add(entry.Key, entry.Value);
        }

        _entries = entries;
    }

    /// <summary>Within a ledger the later line counts; of several ledgers the one with the later time, which never runs backwards.</summary>
    private void Put(TextKey key, in LedgerEntry entry)
    {
        if (!_entries.TryGetValue(key, out var known) || known.Ledger == entry.Ledger || known.Ticks <= entry.Ticks)
        {
            _entries[key] = entry;
        }
    }
}

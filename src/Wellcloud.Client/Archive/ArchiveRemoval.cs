using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Removes files from an archive on purpose. Writes the ledger first, then the checksum list, and deletes the files last. So at any moment, every
/// file that the ledger and the list name exists. After a kill, the next removal or sync deletes the rest.
/// </summary>
/// <param name="path">The folder of the archive.</param>
/// <param name="reason">Why the files are removed.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class ArchiveRemoval(string path, string reason, TimeProvider? time = null)
{
    private readonly ArchiveFolder _folder = new(path);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly List<(SavedRecording Removed, string File)> _removed = [];

    /// <summary>The shards of recordings that were removed before, and whose files are back, for example from a backup.</summary>
    private readonly HashSet<Shard> _back = [];

    /// <summary>Returns the folder of the archive that a file is in; null when the file is not in an archive.</summary>
    public static string? FindArchive(string file) => ArchiveFolder.Of(file)?.Root;

    /// <summary>Removes the files of recordings. Recordings without a file, or removed before, stay as they are.</summary>
    /// <param name="ids">The ids of the recordings.</param>
    /// <param name="removed">Called for each removed recording, with the fault if its file could not be deleted yet, and for each id that is not in the archive.</param>
    /// <param name="cancellationToken">Cancels the removal until it is in the ledger.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.LedgerDamaged"/>: a ledger is damaged, or the archive has no ledger; <see cref="WellcloudError.ArchiveInUse"/>;
    /// <see cref="WellcloudError.WriteFailed"/>.
    /// </exception>
    public async Task RunAsync(IReadOnlyCollection<string> ids, Func<SaveOutcome, Task>? removed = null, CancellationToken cancellationToken = default)
    {
        var wanted = new Dictionary<TextKey, string>();
        foreach (var id in ids)
        {
            wanted[TextKey.Of(id)] = id;
        }

        var ledgers = _folder.Shards();
        if (ledgers.Count == 0)
        {
            throw _folder.NotAnArchive();
        }

        var shards = ledgers.Where(shard => wanted.Keys.Any(shard.Includes)).ToList();
        using var held = ArchiveLock.Acquire(_folder, shards);
        ArchiveHeaders.ReadTemplate(_folder);
        ArchiveHeaders.RefuseLostLedger(_folder);
        var isComplete = true;
        foreach (var shard in shards)
        {
            isComplete &= await UnfinishedRemoval.FinishAsync(_folder, shard, cancellationToken).ConfigureAwait(false);
        }

        await Task.Run(
            () =>
            {
                foreach (var group in _folder.LedgerGroups().Where(group => group.Any(shards.Contains)))
                {
                    WriteLines(group, wanted, cancellationToken);
                }
            },
            cancellationToken).ConfigureAwait(false);

        var checksums = new ChecksumList(_folder);
        var listFault = await checksums.TryUpdateAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var (recording, file) in _removed)
        {
            var fault = UnfinishedRemoval.TryDelete(file) ?? UnfinishedRemoval.TryDeletePartial(file);
            isComplete &= fault is null;
            await ReportAsync(removed, recording, fault).ConfigureAwait(false);
        }

        if (listFault is not null)
        {
            // The deleted files have made room. If not, the fault is reported.
            await checksums.UpdateAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (isComplete)
        {
            shards.Except(_back).ToList().ForEach(shard => UnfinishedRemoval.Unmark(_folder, shard));
        }

        foreach (var shard in _back)
        {
            await UnfinishedRemoval.FinishAsync(_folder, shard, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var id in wanted.Values)
        {
            var fault = new WellcloudException(WellcloudError.RecordingNotFound, string.Format(Messages.RemovedNotArchived, id)) { Target = id };
            await ReportAsync(removed, new() { Id = id, Status = SaveStatus.Failed, Error = fault.Message }, fault).ConfigureAwait(false);
        }
    }

    private static Task ReportAsync(Func<SaveOutcome, Task>? removed, SavedRecording recording, WellcloudException? fault) =>
        removed?.Invoke(new(recording, fault)) ?? Task.CompletedTask;

    /// <summary>Writes the removals to the ledgers of a group, and takes the ids that the group knows from those wanted.</summary>
    private void WriteLines(IReadOnlyList<Shard> group, Dictionary<TextKey, string> wanted, CancellationToken cancellationToken)
    {
        using var index = new LedgerIndex(_folder);
        var tails = group.ToDictionary(static shard => shard, shard => index.Add(shard, Shard.Whole, cancellationToken));
        var found = new List<LedgerEntry>();
        foreach (var key in wanted.Keys.ToList())
        {
            if (index.TryFind(key, out var entry))
            {
                wanted.Remove(key);
                found.Add(entry);
            }
        }

        foreach (var entry in found.Where(static entry => entry.Status is SaveStatus.Removed))
        {
            LedgerLine.TryParse(index.ReadLine(entry), whole: true, out var line);
            if (line.Path.ToString() is { } path && File.Exists(_folder.FullPath(path)))
            {
                _back.Add(index.LedgerOf(entry));
                UnfinishedRemoval.Mark(_folder, index.LedgerOf(entry), [path]);
            }
        }

        foreach (var entries in found.Where(static entry => entry.Status.HasFile()).OrderBy(static entry => entry.Offset).GroupBy(entry => index.LedgerOf(entry)))
        {
            new ChecksumList(_folder).MarkOutdated();
            UnfinishedRemoval.Mark(_folder, entries.Key, entries.Select(entry => PathIn(index.ReadLine(entry))));
            var tail = tails[entries.Key];
            using var ledger = Ledger.Open(_folder, entries.Key, tail, index.Next, _time);
            foreach (var entry in entries)
            {
                var bytes = index.ReadLine(entry);
                LedgerLine.TryParse(bytes, whole: true, out var line);
                ledger.AppendRemoved(bytes, reason);
                _removed.Add((ToRemoved(line, tail.UtcOffset), _folder.FullPath(line.Path.ToString()!)));
            }

            ledger.WriteHeader(tail.UtcOffset ?? WellcloudClientOptions.DefaultUtcOffset, tail.NameTemplate);
            ledger.Flush();
        }
    }

    private static string PathIn(byte[] bytes)
    {
        LedgerLine.TryParse(bytes, whole: true, out var line);
        return line.Path.ToString()!;
    }

    private SavedRecording ToRemoved(in LedgerLine line, TimeSpan? offset)
    {
        var saved = line.ToSaved(_folder, offset ?? WellcloudClientOptions.DefaultUtcOffset);
        return new() { Id = saved.Id, CallId = saved.CallId, Status = SaveStatus.Removed, Sha256 = saved.Sha256, Recording = saved.Recording, Error = reason };
    }
}

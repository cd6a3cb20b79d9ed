using System.Runtime.CompilerServices;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Reads back what an archive knows, without the network: the latest decision on each recording, in the order of the decisions.</summary>
/// <remarks>In memory is an index of about 60 bytes a recording, and never more than one line. A sync may be running: its lines count as far as they are whole.</remarks>
public static class ArchivedRecordings
{
    /// <summary>The offset of the times in an archive, as its first ledger tells it; null when there is none.</summary>
    public static Task<TimeSpan?> ReadOffsetAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() =>
    {
        var folder = new ArchiveFolder(path);
        foreach (var shard in folder.Shards())
        {
            using var ledger = LedgerReader.Open(folder.LedgerOf(shard));
            if (ledger.TryRead(out var bytes) && LedgerLine.TryParse(bytes, whole: true, out var line))
            {
                return LedgerIndex.OffsetOf(line);
            }
        }

        return null;
    }, cancellationToken);

    /// <summary>Reads an archive.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="filter">Which recordings; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>: a ledger is damaged, or there is none.</exception>
    public static IAsyncEnumerable<SavedRecording> ReadAsync(string path, RecordingFilter? filter = null, CancellationToken cancellationToken = default) =>
        ReadAsync(path, filter, headOf: null, cancellationToken);

    /// <summary>Reads an archive.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="filter">Which recordings; null for all.</param>
    /// <param name="headOf">Told the head of each ledger, by the ledger's file name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async IAsyncEnumerable<SavedRecording> ReadAsync(
        string path, RecordingFilter? filter, Action<string, string>? headOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = new ArchiveFolder(path);
        var groups = folder.LedgerGroups();
        if (groups.Count == 0)
        {
            throw new WellcloudException(WellcloudError.LedgerDamaged, string.Format(Messages.LedgerNone, folder.Root)) { Target = folder.Root };
        }

        foreach (var group in groups)
        {
            using var decisions = await Task.Run(() => Decisions.Read(folder, group, cancellationToken, Ended), cancellationToken).ConfigureAwait(false);
            while (Next(folder, decisions) is { } saved)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (filter is null || filter.Matches(saved.Recording ?? new Recording { Id = saved.Id }))
                {
                    yield return saved;
                }
            }
        }

        void Ended(Shard shard, LedgerTail tail) => headOf?.Invoke(Path.GetFileName(folder.LedgerOf(shard)), tail.Head ?? LedgerWalk.Genesis);
    }

    private static SavedRecording? Next(ArchiveFolder folder, Decisions decisions) =>
        decisions.TryRead(out var line) ? line.ToSaved(folder, decisions.UtcOffset) : null;
}

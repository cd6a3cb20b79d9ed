using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Archive;

/// <summary>Reads the latest decision on each recording from an archive, in the order of the decisions. Does not use the network.</summary>
/// <remarks>Needs memory for an index (about 60 bytes per recording) and for one line. During a sync, it reads the lines that are complete.</remarks>
public static class ArchivedRecordings
{
    /// <summary>Returns the offset of the times in an archive, from its first ledger; null when there is no ledger, or none can be read.</summary>
    public static Task<TimeSpan?> ReadOffsetAsync(string path, CancellationToken cancellationToken = default) => Task.Run(() =>
    {
        var folder = new ArchiveFolder(path);
        try
        {
            foreach (var shard in folder.Shards())
            {
                using var ledger = LedgerReader.Open(folder.LedgerOf(shard));
                if (ledger.TryRead(out var bytes) && LedgerLine.TryParse(bytes, whole: true, out var line))
                {
                    return line.UtcOffset;
                }
            }
        }
        catch (WellcloudException)
        {
            // Reading the recordings reports this error.
        }

        return null;
    }, cancellationToken);

    /// <summary>Reads an archive.</summary>
    /// <param name="path">The folder of the archive.</param>
    /// <param name="filter">Selects recordings; null for all.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>: a ledger is damaged, or the archive has no ledger. <see cref="WellcloudError.ReadFailed"/>: a ledger cannot be read.</exception>
    public static IAsyncEnumerable<SavedRecording> ReadAsync(string path, RecordingFilter? filter = null, CancellationToken cancellationToken = default) =>
        ReadAsync(path, filter, onHead: null, cancellationToken);

    /// <summary>Reads an archive.</summary>
    /// <param name="path">The folder of the archive.</param>
    /// <param name="filter">Selects recordings; null for all.</param>
    /// <param name="onHead">Called with the file name and the head of each ledger.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    internal static async IAsyncEnumerable<SavedRecording> ReadAsync(
        string path, RecordingFilter? filter, Action<string, string>? onHead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = new ArchiveFolder(path);
        var groups = folder.LedgerGroups();
        if (groups.Count == 0)
        {
            throw folder.NotAnArchive();
        }

        foreach (var group in groups)
        {
            using var decisions = await Task.Run(() => LatestDecisions.Read(folder, group, cancellationToken, ReportHead), cancellationToken).ConfigureAwait(false);
            while (ReadNext(folder, decisions) is { } saved)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (filter is null || filter.Matches(saved.Recording ?? new Recording { Id = saved.Id }))
                {
                    yield return saved;
                }
            }
        }

        void ReportHead(Shard shard, LedgerTail tail) => onHead?.Invoke(Path.GetFileName(folder.LedgerOf(shard)), tail.Head ?? LedgerWalk.Genesis);
    }

    private static SavedRecording? ReadNext(ArchiveFolder folder, LatestDecisions decisions) =>
        decisions.TryRead(out var line) ? line.ToSaved(folder, decisions.UtcOffset) : null;
}

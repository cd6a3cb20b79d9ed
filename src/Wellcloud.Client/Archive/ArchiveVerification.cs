using System.Threading.Channels;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>Compares an archive with its ledgers: the content of every file, every link of the chains, and files that no ledger lists.</summary>
/// <param name="path">The folder of the archive.</param>
/// <param name="sizeOnly">Whether to compare only the sizes of files, not their content.</param>
public sealed class ArchiveVerification(string path, bool sizeOnly = false)
{
    private static readonly int _workers = Math.Max(2, Environment.ProcessorCount);

    private readonly ArchiveFolder _folder = new(path);
    private readonly HashSet<TextKey> _listed = [];
    private readonly SortedSet<string> _absent = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _corrupt = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly SortedDictionary<string, string> _heads = new(StringComparer.Ordinal);

    /// <summary>The progress. The total is known when the first ledger has been read.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Compares the archive with its ledgers.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>: a file or folder cannot be read.</exception>
    public async Task<ArchiveTestResult> RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var files = Channel.CreateBounded<SavedRecording>(256);
        var workers = Enumerable.Range(0, _workers).Select(_ => Task.Run(() => CompareQueuedAsync(files.Reader, stop), CancellationToken.None)).ToArray();
        try
        {
            await QueueFilesAsync(files.Writer, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            files.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }

        return new()
        {
            Path = _folder.Root,
            Files = _listed.Count,
            Bytes = Progress.Bytes,
            Absent = [.. _absent],
            Corrupt = [.. _corrupt],
            Unlisted = FindUnlisted(cancellationToken),
            LedgerProblems = _problems,
            LedgerHead = string.Join(" ", _heads.Values),
        };
    }

    private async Task QueueFilesAsync(ChannelWriter<SavedRecording> files, CancellationToken cancellationToken)
    {
        var groups = _folder.LedgerGroups();
        if (groups.Count == 0)
        {
            _problems.Add(string.Format(Messages.LedgerNone, _folder.Root));
        }

        foreach (var group in groups)
        {
            using var decisions = await Task.Run(
                () => LatestDecisions.Read(_folder, group, cancellationToken, RecordHead, problem => _problems.Add(problem.ToString())), cancellationToken).ConfigureAwait(false);
            Progress.Total = (Progress.Total ?? 0) + decisions.Saved;
            while (ReadNextSaved(decisions) is { } saved)
            {
                _listed.Add(TextKey.Of(_folder.RelativePath(saved.Path!)));
                await files.WriteAsync(saved, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void RecordHead(Shard shard, LedgerTail tail)
    {
        var ledger = _folder.LedgerOf(shard);
        _heads[Path.GetFileName(ledger)] = tail.Head ?? LedgerWalk.Genesis;
        if (tail.IsTorn)
        {
            _problems.Add(new LedgerProblem(ledger, tail.Sequence + 1, Messages.LedgerTorn).ToString());
        }
    }

    private SavedRecording? ReadNextSaved(LatestDecisions decisions)
    {
        while (decisions.TryRead(out var line))
        {
            if (line.IsSaved)
            {
                return line.ToSaved(_folder, decisions.UtcOffset);
            }
        }

        return null;
    }

    private async Task CompareQueuedAsync(ChannelReader<SavedRecording> files, CancellationTokenSource stop)
    {
        try
        {
            while (await files.WaitToReadAsync(stop.Token).ConfigureAwait(false))
            {
                while (files.TryRead(out var saved))
                {
                    await CompareAsync(saved, stop.Token).ConfigureAwait(false);
                    Progress.End();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Another worker reports the error, or the caller cancelled.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private async Task CompareAsync(SavedRecording saved, CancellationToken cancellationToken)
    {
        var file = new FileInfo(saved.Path!);
        if (!file.Exists)
        {
            AddTo(_absent, saved);
            return;
        }

        if (file.Length != saved.Bytes || (!sizeOnly && await HashAsync(file, cancellationToken).ConfigureAwait(false) != saved.Sha256))
        {
            AddTo(_corrupt, saved);
        }

        if (sizeOnly)
        {
            Progress.Add(file.Length);
        }
    }

    private void AddTo(SortedSet<string> paths, SavedRecording saved)
    {
        lock (paths)
        {
            paths.Add(_folder.RelativePath(saved.Path!));
        }
    }

    private async Task<string> HashAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            using var digest = new Digest();
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                digest.Append(buffer, read);
                Progress.Add(read);
            }

            return digest.HexAndReset();
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(file.FullName, exception);
        }
    }

    private List<string> FindUnlisted(CancellationToken cancellationToken)
    {
        var unlisted = new List<string>();
        try
        {
            foreach (var file in Directory.Exists(_folder.Root) ? Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories) : [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var relative = _folder.RelativePath(file);
                if (!IsOwn(relative) && !_listed.Contains(TextKey.Of(relative)) && !CatalogMark.IsOn(file))
                {
                    unlisted.Add(relative);
                }
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(_folder.Root, exception);
        }

        unlisted.Sort(StringComparer.Ordinal);
        return unlisted;
    }

    private static bool IsOwn(string relative) =>
        relative == ArchiveFolder.ChecksumFile
        || relative.StartsWith(ArchiveFolder.OwnName + "/", StringComparison.Ordinal)
        || OwnFiles.IsPartial(relative);
}

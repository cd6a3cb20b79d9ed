using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Files whose removal is in a ledger and that may still exist, since a run was killed or a file was in use. A mark beside the ledger says
/// that there may be such files, so that other runs need not look for them.
/// </summary>
internal static class UnfinishedRemoval
{
    /// <summary>Marks a shard. Call this before writing to its ledger.</summary>
    public static void Mark(ArchiveFolder folder, Shard shard)
    {
        var path = folder.RemovalOf(shard);
        try
        {
            File.WriteAllBytes(path, []);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }
    }

    /// <summary>Deletes the files of a shard's removed recordings, and then the mark if every file could be deleted. The shard must be locked.</summary>
    public static async Task FinishAsync(ArchiveFolder folder, Shard shard, CancellationToken cancellationToken)
    {
        var marked = folder.RemovingShards().Where(shard.Overlaps).ToList();
        if (marked.Count == 0)
        {
            return;
        }

        // The checksum list must not name files that are gone.
        await TryUpdateListAsync(folder, cancellationToken).ConfigureAwait(false);
        var files = await Task.Run(() => FindFiles(folder, shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        var areAllDeleted = true;
        foreach (var path in files)
        {
            areAllDeleted &= TryDelete(path) is null;
        }

        if (areAllDeleted && marked.Contains(shard))
        {
            Unmark(folder, shard);
        }
    }

    /// <summary>Returns the files that the next run deletes; empty when a ledger is damaged or cannot be read.</summary>
    public static IReadOnlyCollection<string> Find(ArchiveFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return folder.RemovingShards().Count > 0 ? FindFiles(folder, Shard.Whole, cancellationToken) : [];
        }
        catch (WellcloudException)
        {
            return [];
        }
    }

    /// <summary>
    /// Updates the checksum list; returns false if it cannot be written. Then the list is marked as outdated, and the removal continues: on a
    /// full disk, the removal makes room for the list.
    /// </summary>
    public static async Task<bool> TryUpdateListAsync(ArchiveFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await new ChecksumList(folder).UpdateAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.WriteFailed)
        {
            return false;
        }
    }

    /// <summary>Deletes the partial file and the sidecar of an interrupted transfer; returns the fault, or null.</summary>
    public static WellcloudException? TryDeletePartial(string file)
    {
        var partial = Path.ChangeExtension(file, null) + OwnFiles.PartialSuffix;
        return TryDelete(partial) ?? TryDelete(partial + OwnFiles.SidecarSuffix);
    }

    /// <summary>Removes the mark.</summary>
    public static void Unmark(ArchiveFolder folder, Shard shard) => TryDelete(folder.RemovalOf(shard));

    /// <summary>Deletes a file; returns why it cannot be deleted, or null.</summary>
    public static WellcloudException? TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return FileFault.Write(path, exception);
        }
    }

    /// <summary>Returns the files of removed recordings that exist, except those whose name another recording has by now.</summary>
    private static HashSet<string> FindFiles(ArchiveFolder folder, Shard shard, CancellationToken cancellationToken)
    {
        // Without case, so that no file system mistakes a listed file for a removed file.
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        ForEach(folder, cancellationToken, (in LedgerLine line) =>
        {
            if (line.Status is SaveStatus.Removed && shard.Includes(line.Id.Key) && line.Path.ToString() is { } path && File.Exists(folder.FullPath(path)))
            {
                files.Add(folder.FullPath(path));
            }
        });
        if (files.Count > 0)
        {
            ForEach(folder, cancellationToken, (in LedgerLine line) =>
            {
                if (line.IsSaved && line.Path.ToString() is { } path)
                {
                    files.Remove(folder.FullPath(path));
                }
            });
        }

        return files;
    }

    private static void ForEach(ArchiveFolder folder, CancellationToken cancellationToken, LineAction action)
    {
        foreach (var group in folder.LedgerGroups())
        {
            using var decisions = LatestDecisions.Read(folder, group, cancellationToken);
            while (decisions.TryRead(out var line))
            {
                cancellationToken.ThrowIfCancellationRequested();
                action(line);
            }
        }
    }

    private delegate void LineAction(in LedgerLine line);
}

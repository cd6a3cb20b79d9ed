using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Files whose removal is in a ledger and that may still exist, since a run was killed or a file was in use. A mark beside the ledger names
/// them, so that other runs need not look for them. Only a file with the content in the ledger is deleted: another file may have got the name.
/// </summary>
internal static class UnfinishedRemoval
{
    /// <summary>Adds files to the mark of a shard. Call this before writing to its ledger.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="paths">The files, as the ledger writes them.</param>
    public static void Mark(ArchiveFolder folder, Shard shard, IEnumerable<string> paths)
    {
        var path = folder.RemovalOf(shard);
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: 0 })
            {
                File.AppendAllLines(path, paths);
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }
    }

    /// <summary>Deletes the files that the marks of a shard name, and the mark once there are none. The shard must be locked.</summary>
    /// <returns>False if a file cannot be deleted yet.</returns>
    public static async Task<bool> FinishAsync(ArchiveFolder folder, Shard shard, CancellationToken cancellationToken)
    {
        var marked = folder.RemovingShards().Where(shard.Overlaps).ToList();
        if (marked.Count == 0)
        {
            return true;
        }

        // The checksum list must not name files that are gone. If it cannot be written, the removal continues, and may make room for it.
        await new ChecksumList(folder).TryUpdateAsync(cancellationToken).ConfigureAwait(false);
        var files = await Task.Run(() => FindFiles(folder, shard, marked, cancellationToken), cancellationToken).ConfigureAwait(false);
        var areAllDeleted = true;
        foreach (var path in files)
        {
            areAllDeleted &= TryDelete(path) is null;
        }

        if (areAllDeleted && marked.Contains(shard))
        {
            Unmark(folder, shard);
        }

        return areAllDeleted;
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

    /// <summary>Returns the files of removed recordings that are still there, except those whose name another recording has by now.</summary>
    private static List<string> FindFiles(ArchiveFolder folder, Shard shard, IReadOnlyList<Shard> marked, CancellationToken cancellationToken)
    {
        // Without case, so that no file system mistakes a listed file for a removed file.
        var named = ReadMarks(folder, marked);
        var files = new Dictionary<string, (long? Bytes, string? Sha256)>(StringComparer.OrdinalIgnoreCase);
        ForEach(folder, cancellationToken, (in LedgerLine line) =>
        {
            if (line.Status is SaveStatus.Removed && shard.Includes(line.Id.Key) && line.Path.ToString() is { } path
                && named?.Contains(path) != false && File.Exists(folder.FullPath(path)))
            {
                files[folder.FullPath(path)] = (line.Bytes, line.Sha256.ToString());
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

        return [.. files.Where(static file => FileLink.FindLengthIfReadable(file.Key) == file.Value.Bytes && Digest.IsOfFile(file.Key, file.Value.Sha256))
            .Select(static file => file.Key)];
    }

    /// <summary>Returns the files that marks name; null for all files of removed recordings: a kill or another program may have left a mark without names.</summary>
    private static HashSet<string>? ReadMarks(ArchiveFolder folder, IReadOnlyList<Shard> marked)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mark in marked.Select(folder.RemovalOf))
        {
            try
            {
                var lines = File.ReadAllLines(mark);
                if (lines.Length == 0)
                {
                    return null;
                }

                paths.UnionWith(lines);
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                throw FileFault.Read(mark, exception);
            }
        }

        return paths;
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

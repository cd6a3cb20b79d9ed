using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>Writes the checksum list of an archive from all its ledgers, and replaces the old list by an atomic rename.</summary>
internal sealed class ChecksumList(ArchiveFolder folder)
{
    private const int MostRounds = 10;

    /// <summary>Whether the list is absent, outdated, or about to be replaced.</summary>
    public bool IsPending => File.Exists(folder.ChecksumMark) || File.Exists(folder.ChecksumUpdate) || !File.Exists(folder.Checksums);

    /// <summary>Marks the list as outdated. Call this before writing to a ledger.</summary>
    public void MarkOutdated()
    {
        try
        {
            // Another shard may do the same at this moment, or delete the mark.
            new FileStream(folder.ChecksumMark, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(folder.ChecksumMark, exception);
        }
    }

    /// <summary>Updates the list. If another run is updating it, that run includes this run's files.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        // Checks again after releasing the lock: another run may have marked the list as outdated, found the lock held, and ended. Not for ever:
        // on some systems, a mark that another program has open stays until that program closes it.
        for (var round = 0; round < MostRounds && IsPending; round++)
        {
            using var held = ArchiveLock.TryAcquire(folder.ChecksumLock);
            if (held is null)
            {
                return;
            }

            await Task.Run(() => Write(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Updates the list; returns the fault if the list cannot be written, or null. Then it is marked as outdated, and a later run updates it.</summary>
    public async Task<WellcloudException?> TryUpdateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.WriteFailed)
        {
            return fault;
        }
    }

    /// <summary>Returns a line as sha256sum writes it. A leading backslash means that the name is escaped; names made by this client never are.</summary>
    public static string FormatLine(string digest, string path)
    {
        var escaped = path.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");
        return (escaped == path ? "" : "\\") + digest + "  " + escaped;
    }

    private void Write(CancellationToken cancellationToken)
    {
        var draft = folder.Checksums + OwnFiles.PartialSuffix;
        try
        {
            // Until the list has its name, one of the two marks exists. A run that ends meanwhile sets the first mark again.
            File.WriteAllBytes(folder.ChecksumUpdate, []);
            File.Delete(folder.ChecksumMark);
            using (var list = new StreamWriter(PlainFile.Create(draft)) { NewLine = "\n" })
            {
                foreach (var group in folder.LedgerGroups())
                {
                    using var decisions = LatestDecisions.Read(folder, group, cancellationToken);
                    while (decisions.TryRead(out var line))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        if (line.IsSaved && line.Sha256.ToString() is { } digest && line.Path.ToString() is { } path)
                        {
                            list.WriteLine(FormatLine(digest, path));
                        }
                    }
                }

                list.Flush();
                ((FileStream)list.BaseStream).Flush(flushToDisk: true);
            }

            FileMove.Replace(draft, folder.Checksums, isNamed: false);
            File.Delete(folder.ChecksumUpdate);
        }
        catch (Exception exception)
        {
            MarkOutdated();
            if (FileFault.IsFile(exception))
            {
                throw FileFault.Write(folder.Checksums, exception);
            }

            throw;
        }
    }
}

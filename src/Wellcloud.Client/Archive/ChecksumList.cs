using Wellcloud.Client.Audio;

namespace Wellcloud.Client.Archive;

/// <summary>The list of digests at the root of an archive, made from all its ledgers and put in place in one step.</summary>
internal sealed class ChecksumList(ArchiveFolder folder)
{
    /// <summary>Says that the list is older than a ledger; to be called before a ledger is written to.</summary>
    public void Outdate()
    {
        try
        {
            File.WriteAllBytes(folder.ChecksumMark, []);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(folder.ChecksumMark, exception);
        }
    }

    /// <summary>Brings the list up to date. When another run is at it, that one does this run's part too.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        // Looked at again after the lock is given back: a run that came too late for it has left its mark and gone.
        while (File.Exists(folder.ChecksumMark) || !File.Exists(folder.Checksums))
        {
            using var held = ArchiveLock.TryTake(folder.ChecksumLock);
            if (held is null)
            {
                return;
            }

            await Task.Run(() => Write(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A line as sha256sum writes it: a backslash in front says that the name is escaped. No name that this client gives needs it.</summary>
    private static string LineOf(string digest, string path)
    {
        var escaped = path.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");
        return (escaped == path ? "" : "\\") + digest + "  " + escaped;
    }

    private void Write(CancellationToken cancellationToken)
    {
        var draft = folder.Checksums + ".partial";
        try
        {
            File.Delete(folder.ChecksumMark);
            using (var list = new StreamWriter(draft) { NewLine = "\n" })
            {
                foreach (var group in folder.LedgerGroups())
                {
                    using var decisions = LatestDecisions.Read(folder, group, cancellationToken);
                    while (decisions.TryRead(out var line))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        if (line.IsSaved)
                        {
                            list.WriteLine(LineOf(line.Sha256.ToString()!, line.Path.ToString()!));
                        }
                    }
                }

                list.Flush();
                ((FileStream)list.BaseStream).Flush(flushToDisk: true);
            }

            PartialFile.Replace(draft, folder.Checksums);
        }
        catch (Exception exception)
        {
            Outdate();
            if (FileFault.IsFile(exception))
            {
                throw FileFault.Write(folder.Checksums, exception);
            }

            throw;
        }
    }
}

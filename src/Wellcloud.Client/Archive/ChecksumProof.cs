namespace Wellcloud.Client.Archive;

/// <summary>Compares the checksum list with the ledgers. Adds up hashes of lines, so that the order does not matter and no line stays in memory.</summary>
internal sealed class ChecksumProof(ArchiveFolder folder)
{
    private ulong _first;
    private ulong _second;

    /// <summary>Adds a file that the ledgers list. Several threads must not do so at once.</summary>
    public void Add(SavedRecording saved)
    {
        var key = TextKey.Of(ChecksumList.FormatLine(saved.Sha256!, folder.RelativePath(saved.Path!)));
        unchecked
        {
            (_first, _second) = (_first + key.First, _second + key.Second);
        }
    }

    /// <summary>Compares the list with the files that were added. A list that a run has left outdated, or that is absent, is written by the next sync.</summary>
    public FileVerdict Compare(CancellationToken cancellationToken)
    {
        try
        {
            return new ChecksumList(folder).IsPending || IsSame(cancellationToken) ? FileVerdict.Intact : FileVerdict.Corrupt;
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.ReadFailed)
        {
            return FileVerdict.Unreadable;
        }
    }

    private bool IsSame(CancellationToken cancellationToken)
    {
        var (first, second) = (_first, _second);
        using var list = LedgerReader.Open(folder.Checksums);
        while (list.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = TextKey.Of(line);
            unchecked
            {
                (first, second) = (first - key.First, second - key.Second);
            }
        }

        return (first, second) == default && list.IsLast;
    }
}

using Wellcloud.Client.Files;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>Compares files with what the ledger says about them. A link to a file is judged by what it leads to.</summary>
/// <param name="sizeOnly">Whether to compare only sizes.</param>
/// <param name="progress">Counts the bytes that were compared.</param>
internal sealed class FileComparison(bool sizeOnly, TransferProgress progress)
{
    /// <summary>Compares a file.</summary>
    public async Task<FileVerdict> CompareAsync(SavedRecording saved, CancellationToken cancellationToken)
    {
        try
        {
            if (FileLink.FindLength(saved.Path!) is not { } length)
            {
                return FileVerdict.Absent;
            }

            if (sizeOnly)
            {
                progress.Add(length);
            }

            return length == saved.Bytes && (sizeOnly || await HashAsync(saved.Path!, cancellationToken).ConfigureAwait(false) == saved.Sha256)
                ? FileVerdict.Intact
                : FileVerdict.Corrupt;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return FileFault.IsGone(exception) ? FileVerdict.Absent : FileVerdict.Unreadable;
        }
    }

    private async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        using var digest = new Digest();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            digest.Append(buffer, read);
            progress.Add(read);
        }

        return digest.HexAndReset();
    }
}

using System.IO.Compression;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Json;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Listings;

/// <summary>
/// Saves the listing of all recordings in a file, as the service sends it. The bytes are parsed while they arrive, and the file gets its
/// name only when it holds a complete listing. An incomplete listing is requested again from the start, because the next response may have
/// other rows.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="outFile">The full path of the file. If its name ends with <c>.gz</c>, the file is compressed.</param>
/// <param name="force">Whether to overwrite an existing file.</param>
public sealed class ListingSaver(WellcloudClient client, string outFile, bool force)
{
    private const string CompressedSuffix = ".gz";

    /// <summary>The progress of the run: rows, and bytes of the listing.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Throws when the file exists and must not be overwritten.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.FileExists"/>, or <see cref="WellcloudError.WriteFailed"/> for a folder.</exception>
    public void RefuseExisting() => OutFile.RefuseExisting(outFile, force);

    /// <summary>Saves the listing.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="WellcloudException">There is no file: no complete listing came, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled. It leaves nothing.</exception>
    public async Task<FileInfo> SaveAsync(CancellationToken cancellationToken = default)
    {
        RefuseExisting();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(outFile)!);
            using var place = new PartialPlace(outFile, isNamed: true);
            var file = PlainFile.Create(place.Path);
            try
            {
                using (file)
                {
                    await client.Retry.RunAsync(() => AttemptAsync(file, cancellationToken), client.Observer, cancellationToken).ConfigureAwait(false);
                    file.Flush(flushToDisk: true);
                }

                FileMove.Replace(place.Path, outFile, isNamed: true);
            }
            catch
            {
                File.Delete(place.Path);
                throw;
            }

            return new FileInfo(outFile);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(outFile, exception);
        }
    }

    private Task<bool> AttemptAsync(FileStream file, CancellationToken cancellationToken)
    {
        file.SetLength(0);
        file.Position = 0;
        Progress.Restart();
        var request = new ServiceRequest(ServiceSubject.Listing, ServiceUri.Recordings(client.BaseUri));
        return client.SendAsync(request, answer => CopyAsync(answer, file, cancellationToken), cancellationToken);
    }

    private async Task<bool> CopyAsync(ServiceAnswer answer, FileStream file, CancellationToken cancellationToken)
    {
        // The last bytes are written when the compression is closed. After a fault they do not matter.
        using var compressed = outFile.EndsWith(CompressedSuffix, StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true)
            : null;
        Stream target = compressed is null ? file : compressed;
        var isEmpty = true;
        var options = new ListingOptions
        {
            UtcOffset = client.UtcOffset,
            Copy = (bytes, start, count) =>
            {
                isEmpty &= count == 0;
                target.Write(bytes, start, count);
                Progress.Add(count);
            },

            // Every row is parsed, but none becomes a recording. So StartAsync reads the listing to its end.
            IncludesId = _ =>
            {
                Progress.End();
                return false;
            },
        };
        var listing = await OpenListing.StartAsync(answer, options, cancellationToken).ConfigureAwait(false);
        await listing.DisposeAsync().ConfigureAwait(false);
        if (isEmpty)
        {
            // 204 is a list without rows. An empty file would not be a list.
            target.Write([.. "[]"u8], 0, 2);
        }

        return true;
    }
}

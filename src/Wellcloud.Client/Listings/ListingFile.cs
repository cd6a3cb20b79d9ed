using System.Runtime.CompilerServices;
using Wellcloud.Client.Files;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Listings;

/// <summary>A listing in a file that <see cref="ListingSaver"/> has saved, compressed or not.</summary>
/// <param name="path">The full path of the file.</param>
public sealed class ListingFile(string path)
{
    /// <summary>Returns the recordings that match a filter. If the file is damaged, the recordings before the damage are returned first.</summary>
    /// <param name="filter">Selects recordings; null for all.</param>
    /// <param name="utcOffset">The UTC offset of the service's times.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.TruncatedResponse"/>: the end is missing; <see cref="WellcloudError.InvalidResponse"/>: the file is damaged or
    /// is not a listing; <see cref="WellcloudError.ReadFailed"/>.
    /// </exception>
    public IAsyncEnumerable<Recording> GetRecordingsAsync(RecordingFilter? filter, TimeSpan utcOffset, CancellationToken cancellationToken = default) =>
        ReadListingAsync(new ListingOptions { UtcOffset = utcOffset, Filter = filter }, cancellationToken);

    /// <summary>Returns the recordings that the options select.</summary>
    internal IAsyncEnumerable<Recording> ReadListingAsync(ListingOptions options, CancellationToken cancellationToken) =>
        new RowSequence(ListBatchesAsync(options with { ServiceFault = static (_, _) => ListingFault.NotAListing() }, cancellationToken));

    private async IAsyncEnumerable<List<Recording>> ListBatchesAsync(ListingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var body = Open();
        var batches = RecordingListing.ReadAsync(body, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            for (var isFirst = true; await MoveNextAsync(batches).ConfigureAwait(false); isFirst = false)
            {
                // JSON of another program, or of the objects that the commands return, whose fields have other names.
                if (isFirst && batches.Current.TrueForAll(static recording => recording.Id.Length == 0))
                {
                    throw Fault(WellcloudError.InvalidResponse, Messages.ListingFileDamaged, ListingFault.NotAListing());
                }

                yield return batches.Current;
            }
        }
        finally
        {
            await batches.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Stream Open()
    {
        FileStream? file = null;
        try
        {
            // Sharing deletion lets a new listing replace the file meanwhile.
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return isGzip ? new GzipBody(file) : file;
        }
        catch (Exception exception) when (Translate(exception) is { } fault)
        {
            file?.Dispose();
            throw fault;
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<List<Recording>> batches)
    {
        try
        {
            return await batches.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Returns the fault to throw; null when the exception is not about the file.</summary>
    private WellcloudException? Translate(Exception exception) => exception switch
    {
        EndOfStreamException or WellcloudException { Error: WellcloudError.TruncatedResponse } => Fault(WellcloudError.TruncatedResponse, Messages.ListingFileCut, exception),
        InvalidDataException or WellcloudException => Fault(WellcloudError.InvalidResponse, Messages.ListingFileDamaged, exception),
        _ when FileFault.IsFile(exception) => FileFault.Read(path, exception),
        _ => null,
    };

    // Never transient: reading the same file again does not help.
    private WellcloudException Fault(WellcloudError error, string message, Exception cause) => new(error, string.Format(message, path), cause) { Target = path };
}

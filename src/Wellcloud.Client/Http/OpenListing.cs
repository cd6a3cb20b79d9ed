using System.Net;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Http;

/// <summary>A listing read up to its first rows. Whatever fails before them can be retried.</summary>
internal sealed class OpenListing : IAsyncDisposable
{
    private readonly ReadAheadStream _body;
    private readonly IAsyncEnumerator<List<Recording>> _batches;

    private OpenListing(ReadAheadStream body, IAsyncEnumerator<List<Recording>> batches) => (_body, _batches) = (body, batches);

    /// <summary>The current rows, at first the first rows. The list is reused for the next rows.</summary>
    public List<Recording> Current => _batches.Current;

    /// <summary>Whether the listing has rows.</summary>
    public bool HasFirst { get; private set; }

    /// <summary>Reads a response up to its first rows.</summary>
    public static async Task<OpenListing> StartAsync(ServiceAnswer answer, ListingOptions options, CancellationToken cancellationToken)
    {
        options = options with
        {
            Declared = answer.Status == HttpStatusCode.NoContent ? null : Charset.Of(answer),
            Target = answer.Request.Target,
            ServiceFault = (code, words) => ServiceError.Make(answer.Request, (int)answer.Status, code, words, null),
        };
        var body = new ReadAheadStream(answer.Body);
        var listing = new OpenListing(body, RecordingListing.ReadAsync(body, options, cancellationToken).GetAsyncEnumerator(cancellationToken));
        try
        {
            // 204: the service has nothing to list, and sends no empty array either.
            listing.HasFirst = answer.Status != HttpStatusCode.NoContent && await listing.MoveNextAsync().ConfigureAwait(false);
            return listing;
        }
        catch
        {
            await listing.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the next rows.</summary>
    public ValueTask<bool> MoveNextAsync() => _batches.MoveNextAsync();

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync().ConfigureAwait(false);
        await _body.CloseAsync().ConfigureAwait(false);
    }
}

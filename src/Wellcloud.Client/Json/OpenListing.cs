using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Wellcloud.Client.Http;

namespace Wellcloud.Client.Json;

/// <summary>A listing that has come as far as its first row, so that whatever fails before that can be asked for again.</summary>
internal sealed class OpenListing : IAsyncDisposable
{
    private readonly ReadAheadStream _body;

    private OpenListing(ReadAheadStream body, IAsyncEnumerator<Recording> rows) => (_body, Rows) = (body, rows);

    /// <summary>The rows; the current one is the first.</summary>
    public IAsyncEnumerator<Recording> Rows { get; }

    /// <summary>Whether there is a first row.</summary>
    public bool HasFirst { get; private set; }

    public static async Task<OpenListing> StartAsync(ServiceAnswer answer, ListingOptions options, CancellationToken cancellationToken)
    {
        var body = new ReadAheadStream(answer.Body);
        options = options with { ServiceFault = (code, words) => ServiceError.Make(answer.Request, (int)answer.Status, code, words, null) };
        var listing = new OpenListing(body, RecordingListing.ReadAsync(body, options, cancellationToken).GetAsyncEnumerator(cancellationToken));
        try
        {
            listing.HasFirst = await listing.Rows.MoveNextAsync().ConfigureAwait(false);
            return listing;
        }
        catch
        {
            await listing.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync().ConfigureAwait(false);
        await _body.CloseAsync().ConfigureAwait(false);
    }
}

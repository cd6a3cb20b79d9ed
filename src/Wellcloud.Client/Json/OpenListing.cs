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
    private readonly IAsyncEnumerator<Recording> _rows;
    private readonly string _target;

    private OpenListing(ReadAheadStream body, IAsyncEnumerator<Recording> rows, string target) => (_body, _rows, _target) = (body, rows, target);

    /// <summary>The row that was come to last: the first one at the start.</summary>
    public Recording Current => _rows.Current;

    /// <summary>Whether there is a first row.</summary>
    public bool HasFirst { get; private set; }

    public static async Task<OpenListing> StartAsync(ServiceAnswer answer, ListingOptions options, CancellationToken cancellationToken)
    {
        var body = new ReadAheadStream(answer.Body);
        options = options with { ServiceFault = (code, words) => ServiceError.Make(answer.Request, (int)answer.Status, code, words, null) };
        var listing = new OpenListing(body, RecordingListing.ReadAsync(body, options, cancellationToken).GetAsyncEnumerator(cancellationToken), answer.Request.Target);
        try
        {
            listing.HasFirst = await listing.MoveNextAsync().ConfigureAwait(false);
            return listing;
        }
        catch
        {
            await listing.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes on to the next row.</summary>
    public ValueTask<bool> MoveNextAsync()
    {
        var next = _rows.MoveNextAsync();
        return next.IsCompletedSuccessfully ? next : SayWhatItIsAboutAsync(next);
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync().ConfigureAwait(false);
        await _body.CloseAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> SayWhatItIsAboutAsync(ValueTask<bool> next)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (WellcloudException fault)
        {
            // Who reads rows does not know where they come from.
            fault.IsAbout(_target);
            throw;
        }
    }
}

using Wellcloud.Client.Http;

namespace Wellcloud.Client.Json;

/// <summary>A listing that has come as far as its first rows, so that whatever fails before that can be asked for again.</summary>
internal sealed class OpenListing : IAsyncDisposable
{
    private readonly ReadAheadStream _body;
    private readonly IAsyncEnumerator<List<Recording>> _batches;
    private readonly string _target;

    private OpenListing(ReadAheadStream body, IAsyncEnumerator<List<Recording>> batches, string target) => (_body, _batches, _target) = (body, batches, target);

    /// <summary>The rows that were come to last: the first ones at the start. The list is used again for the next.</summary>
    public List<Recording> Current => _batches.Current;

    /// <summary>Whether there are first rows.</summary>
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

    /// <summary>Goes on to the next rows.</summary>
    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return await _batches.MoveNextAsync().ConfigureAwait(false);
        }
        catch (WellcloudException fault)
        {
            // Who reads rows does not know where they come from.
            fault.SetTargetIfMissing(_target);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync().ConfigureAwait(false);
        await _body.CloseAsync().ConfigureAwait(false);
    }
}

using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>The service's lists of recordings: bytes in, recordings out, with no more in memory than a buffer holds.</summary>
internal static class RecordingListing
{
    /// <summary>
    /// Reads a list: the rows that each read of the body completes, in one list that is used again and again. A row is handed out as soon as
    /// its last byte is there.
    /// </summary>
    /// <param name="body">The body, which stays open.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.InvalidResponse"/>: it is no list; <see cref="WellcloudError.TruncatedResponse"/>: it ends in the middle;
    /// or the error that the service sent instead. The rows before the fault are handed out first.
    /// </exception>
    public static async IAsyncEnumerable<List<Recording>> ReadAsync(Stream body, ListingOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        using var buffer = new ListingBuffer();
        var parser = new ListingParser(buffer, options);
        var rows = new List<Recording>();

        while (await buffer.ReadAsync(body, ct).ConfigureAwait(false))
        {
            WellcloudException? fault = null;
            try
            {
                parser.Advance(rows);
            }
            catch (WellcloudException e)
            {
                fault = e;
            }

            if (rows.Count > 0)
            {
                yield return rows;
                rows.Clear();
            }

            if (fault is not null)
            {
                throw fault;
            }
        }

        parser.Complete();
    }
}

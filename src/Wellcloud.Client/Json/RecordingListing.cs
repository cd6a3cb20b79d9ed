using System.Runtime.CompilerServices;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Json;

/// <summary>Reads the service's listings of recordings with no more in memory than one buffer.</summary>
internal static class RecordingListing
{
    private static readonly Lazy<Task> _prepared = new(static () => Task.Run(ReadSampleAsync));

    private static ReadOnlySpan<byte> Sample => """
        [{"id":"1","callId":"1","callDirection":"a","startTime":"2024.01.01 00:00:00","endTime":"2024.01.01 00:00:00","callLength":1,
        "fileSize":1,"fileName":"a","ani":"1","dnis":"1","deviceId":"1","agentId":"1","agentName":"a","tenantId":"a","state":"a"}]
        """u8;

    /// <summary>Compiles in the background, once a process, what reads every row: best done while the service prepares its response.</summary>
    public static void Prepare() => _ = _prepared.Value;

    /// <summary>
    /// Reads a listing. Returns the rows that each read from the body completes, in a list that is reused. A row is returned as soon as its
    /// last byte has arrived.
    /// </summary>
    /// <param name="body">The response body, which stays open.</param>
    /// <param name="options">How to read the body.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.InvalidResponse"/>: the body is not a listing; <see cref="WellcloudError.TruncatedResponse"/>: the body is
    /// incomplete; or the error that the service sent instead. The rows before the error are returned first.
    /// </exception>
    public static async IAsyncEnumerable<List<Recording>> ReadAsync(Stream body, ListingOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        using var buffer = new ListingBuffer();
        var parser = new ListingParser(buffer, options);
        var rows = new List<Recording>();

        // The loop ends with fewer bytes only if the whole body is that short.
        while (buffer.Length < JsonEncoding.HeadLength && buffer.Add(await buffer.ReadAsync(body, ct).ConfigureAwait(false)) > 0)
        {
        }

        if (JsonEncoding.Detect(buffer.Unread, options.Declared) is { } encoding)
        {
            body = new TranscodedStream(new PrefixedStream(buffer.TakeAll(), body), encoding);
        }

        // The head may have come in several pieces.
        var arrived = buffer.Length;
        for (var isEnd = false; ; isEnd = arrived == 0)
        {
            options.Copy?.Invoke(buffer.Bytes, buffer.End - arrived, arrived);
            WellcloudException? fault = null;
            try
            {
                parser.Advance(rows);
                if (isEnd)
                {
                    parser.Complete();
                }
            }
            catch (WellcloudException e)
            {
                e.SetTargetIfMissing(options.Target);
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

            if (isEnd)
            {
                yield break;
            }

            arrived = buffer.Add(await buffer.ReadAsync(body, ct).ConfigureAwait(false));
        }
    }

    private static async Task ReadSampleAsync()
    {
        var rows = ReadAsync(new MemoryStream(Sample.ToArray()), new() { Filter = new() }, CancellationToken.None).GetAsyncEnumerator();
        while (await rows.MoveNextAsync().ConfigureAwait(false))
        {
        }
    }
}

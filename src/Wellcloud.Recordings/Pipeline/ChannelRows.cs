using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>Reads a channel as an asynchronous stream. netstandard2.0 has no <c>ReadAllAsync</c>.</summary>
internal static class ChannelRows
{
    public static async IAsyncEnumerable<T> RowsAsync<T>(this ChannelReader<T> reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (reader.TryRead(out var row))
            {
                yield return row;
            }
        }
    }
}

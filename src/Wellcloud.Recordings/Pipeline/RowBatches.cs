using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>Takes objects to the pipeline in batches: full ones while they come fast, and at once what there is when they stop coming.</summary>
internal static class RowBatches
{
    private const int Size = 256;

    public static async Task PostAsync<T>(this EngineRun run, IAsyncEnumerable<T> rows, Action<IReadOnlyList<T>> write, CancellationToken cancellationToken)
    {
        var batch = new List<T>(Size);
        var row = rows.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                var next = row.MoveNextAsync();
                if (batch.Count == Size || (batch.Count > 0 && !next.IsCompleted))
                {
                    var full = batch;
                    batch = new List<T>(Size);
                    await run.PostAsync(() => write(full)).ConfigureAwait(false);
                }

                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                batch.Add(row.Current);
            }
        }
        finally
        {
            // Rows that came before a fault are not lost with it.
            if (batch.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                await run.PostAsync(() => write(batch)).ConfigureAwait(false);
            }

            await row.DisposeAsync().ConfigureAwait(false);
        }
    }
}

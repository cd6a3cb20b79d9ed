namespace Wellcloud.Recordings.Pipeline;

/// <summary>Takes rows to the pipeline in batches: full ones while they come fast, and at once what there is when they stop coming.</summary>
internal static class RowBatches
{
    private const int Size = 1024;

    /// <summary>Takes what is wanted of the rows to the pipeline.</summary>
    /// <param name="run">The run that reads them.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="judge">What to do with each, called in their order.</param>
    /// <param name="write">Called on the pipeline thread.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task PostAsync<T>(
        this EngineRun run, IAsyncEnumerable<T> rows, Func<T, RowVerdict> judge, Action<IReadOnlyList<T>> write, CancellationToken cancellationToken)
    {
        var batch = new List<T>(Size);
        var row = rows.GetAsyncEnumerator(cancellationToken);
        try
        {
            var verdict = RowVerdict.Drop;
            while (verdict != RowVerdict.Last)
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

                verdict = judge(row.Current);
                if (verdict != RowVerdict.Drop)
                {
                    batch.Add(row.Current);
                }
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

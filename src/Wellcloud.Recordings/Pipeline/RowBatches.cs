namespace Wellcloud.Recordings.Pipeline;

/// <summary>Posts rows to the pipeline in batches: full batches while rows arrive fast, smaller ones as soon as rows stop arriving.</summary>
internal static class RowBatches
{
    private const int Size = 1024;

    /// <summary>Posts the rows that are not dropped.</summary>
    /// <param name="run">The run that reads the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="judge">Called for each row, in order.</param>
    /// <param name="write">Called on the pipeline thread.</param>
    /// <param name="cancellationToken">Stops reading.</param>
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
            // Rows that arrived before a fault are still written.
            if (batch.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                await run.PostAsync(() => write(batch)).ConfigureAwait(false);
            }

            await row.DisposeAsync().ConfigureAwait(false);
        }
    }
}

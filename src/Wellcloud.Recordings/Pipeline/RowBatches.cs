using System.Runtime.CompilerServices;
using Wellcloud.Client;

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
        var reader = new Reader<T>(rows.GetAsyncEnumerator(cancellationToken), judge);
        try
        {
            bool isMore;
            do
            {
                var next = reader.TakeReady();
                if (reader.Batch.Count > 0)
                {
                    await PostBatchAsync().ConfigureAwait(false);
                }

                isMore = await next.ConfigureAwait(false) && reader.Take();
            }
            while (isMore);
        }
        finally
        {
            // Rows that arrived before a fault are still written.
            if (reader.Batch.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                await PostBatchAsync().ConfigureAwait(false);
            }

            await reader.Rows.DisposeAsync().ConfigureAwait(false);
        }

        Task PostBatchAsync()
        {
            var batch = reader.Batch;
            reader.Batch = new(Size);
            return run.PostAsync(() => write(batch));
        }
    }

    /// <summary>Takes rows into a batch.</summary>
    private sealed class Reader<T>(IAsyncEnumerator<T> rows, Func<T, RowVerdict> judge)
    {
        public IAsyncEnumerator<T> Rows => rows;

        public List<T> Batch { get; set; } = new(Size);

        /// <summary>Takes the rows that are there already and fit into the batch.</summary>
        /// <returns>Whether another row follows, which is not taken yet; known only when that row has arrived.</returns>
        [MethodImpl(Jit.Optimize)]
        public ValueTask<bool> TakeReady()
        {
            while (true)
            {
                var next = rows.MoveNextAsync();
                if (!next.IsCompletedSuccessfully || Batch.Count == Size)
                {
                    return next;
                }

                if (!next.Result || !Take())
                {
                    return new(false);
                }
            }
        }

        /// <summary>Takes the current row, unless it is to be dropped.</summary>
        /// <returns>False after the last row that is wanted.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Take()
        {
            var row = rows.Current;
            var verdict = judge(row);
            if (verdict != RowVerdict.Drop)
            {
                Batch.Add(row);
            }

            return verdict != RowVerdict.Last;
        }
    }
}

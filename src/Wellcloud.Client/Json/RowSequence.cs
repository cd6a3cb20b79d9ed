namespace Wellcloud.Client.Json;

/// <summary>Turns batches of rows, none of them empty, into single rows.</summary>
/// <remarks>Written by hand, because the cost of a compiler-generated iterator matters when it is paid for every row.</remarks>
internal sealed class RowSequence(IAsyncEnumerable<List<Recording>> batches) : IAsyncEnumerable<Recording>
{
    public IAsyncEnumerator<Recording> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(batches.GetAsyncEnumerator(cancellationToken));

    private sealed class Enumerator(IAsyncEnumerator<List<Recording>> batches) : IAsyncEnumerator<Recording>
    {
        private List<Recording>? _batch;
        private int _row = -1;

        public Recording Current => (_batch ??= batches.Current)[_row];

        public ValueTask<bool> MoveNextAsync()
        {
            if (++_row > 0 && _row < (_batch ??= batches.Current)?.Count)
            {
                return new ValueTask<bool>(true);
            }

            // Not awaited: the batch is fetched when it is needed.
            (_batch, _row) = (null, 0);
            return batches.MoveNextAsync();
        }

        public ValueTask DisposeAsync() => batches.DisposeAsync();
    }
}

namespace Wellcloud.Client.Json;

/// <summary>Turns batches of rows, none of them empty, into single rows.</summary>
/// <remarks>Written by hand, because the cost of a compiler-generated iterator matters when it is paid for every row.</remarks>
internal sealed class RowSequence(IAsyncEnumerable<List<Recording>> batches) : IAsyncEnumerable<Recording>
{
    public IAsyncEnumerator<Recording> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(batches.GetAsyncEnumerator(cancellationToken));

    private sealed class Enumerator(IAsyncEnumerator<List<Recording>> batches) : IAsyncEnumerator<Recording>
    {
        private List<Recording> _batch = [];
        private int _next;

        public Recording Current => _batch[_next - 1];

        public ValueTask<bool> MoveNextAsync()
        {
            if (_next == _batch.Count)
            {
                return NextBatchAsync();
            }

            _next++;
            return new ValueTask<bool>(true);
        }

        public ValueTask DisposeAsync() => batches.DisposeAsync();

        private async ValueTask<bool> NextBatchAsync()
        {
            _next = 0;
            if (!await batches.MoveNextAsync().ConfigureAwait(false))
            {
                _batch = [];
                return false;
            }

            _batch = batches.Current;
            _next = 1;
            return true;
        }
    }
}

using System.Buffers;
using System.Diagnostics;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Http;

/// <summary>
/// Reads a source at network speed, however slowly it is consumed. A consumer that keeps reading reads the source itself. When it stays away
/// for <see cref="_idleLimit"/>, a pump reads for it into a <see cref="SpillQueue"/>, so that a service which disconnects slow readers has no
/// reason to. Before the queue begins to spill to disk, the pump waits for the consumer, <see cref="_idleLimit"/> at a time and
/// <see cref="_totalWaitLimit"/> in all, because writing and reading a file costs more than this wait.
/// </summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private static readonly TimeSpan _idleLimit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _totalWaitLimit = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly SpillQueue _queue = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _source;
    private readonly Timer _idleTimer;
    private Task? _pump;
    private Task<int> _read = Task.FromResult(0);
    private bool _hasReadSinceTick = true;
    private bool _hasEnded;
    private Exception? _fault;
    private TimeSpan _waited;
    private TaskCompletionSource<bool>? _bytesAdded;
    private TaskCompletionSource<bool>? _bytesTaken;

    public ReadAheadStream(Stream source)
    {
        _source = source;
        _idleTimer = new Timer(static state => ((ReadAheadStream)state!).StartPumpIfIdle(), this, _idleLimit, _idleLimit);
    }

    /// <summary>The number of bytes in the temporary file.</summary>
    internal long Spilled
    {
        get
        {
            lock (_gate)
            {
                return _queue.Spilled;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_pump is null)
            {
                _hasReadSinceTick = true;
                return _read = _source.ReadAsync(buffer, offset, count, cancellationToken);
            }
        }

        return ReadQueueAsync(buffer, offset, count, cancellationToken);
    }

    /// <summary>Stops reading ahead and waits until the source and the temporary file are closed.</summary>
    public async Task CloseAsync()
    {
        _stop.Cancel();
        await PumpEnded().ConfigureAwait(false);
        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _idleTimer.Dispose();
            lock (_gate)
            {
                if (_pump is null)
                {
                    _source.Dispose();
                }

                _queue.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Starts the pump when the consumer has not read since the last tick of the timer.</summary>
    private void StartPumpIfIdle()
    {
        lock (_gate)
        {
            var isReading = !_read.IsCompleted;
            if (_pump is null && !isReading && !_hasReadSinceTick && !_stop.IsCancellationRequested)
            {
                _idleTimer.Dispose();
                _pump = Task.Run(PumpAsync);
            }

            _hasReadSinceTick = isReading;
        }
    }

    private Task PumpEnded()
    {
        lock (_gate)
        {
            return _pump ?? Task.CompletedTask;
        }
    }

    private async Task<int> ReadQueueAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                var read = Take(buffer, offset, count);
                if (read > 0 || count == 0)
                {
                    return read;
                }

                if (_fault is not null)
                {
                    throw _fault;
                }

                if (_hasEnded)
                {
                    return 0;
                }

                _bytesAdded ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                added = _bytesAdded.Task;
            }

            using var _ = cancellationToken.Register(SignalReader);
            await added.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task PumpAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SpillQueue.ChunkSize);
        try
        {
            int read;
            while ((read = await _source.ReadAsync(buffer, 0, SpillQueue.ChunkSize, _stop.Token).ConfigureAwait(false)) > 0)
            {
                await WaitForRoomAsync().ConfigureAwait(false);
                lock (_gate)
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    _queue.Enqueue(buffer, read);
                }

                SignalReader();
            }

            _hasEnded = true;
        }
        catch (Exception exception)
        {
            // Every exception goes to the reader.
            _fault = exception;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _source.Dispose();
            SignalReader();
        }
    }

    private async Task WaitForRoomAsync()
    {
        while (_waited < _totalWaitLimit && !_stop.IsCancellationRequested)
        {
            Task taken;
            lock (_gate)
            {
                if (!_queue.IsAboutToSpill)
                {
                    return;
                }

                _bytesTaken ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                taken = _bytesTaken.Task;
            }

            var clock = Stopwatch.StartNew();
            var first = await Task.WhenAny(taken, Task.Delay(_idleLimit, _stop.Token)).ConfigureAwait(false);
            _waited = first == taken ? _waited + clock.Elapsed : _totalWaitLimit;
        }
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        var read = _queue.Dequeue(buffer, offset, count);
        if (!_queue.IsAboutToSpill)
        {
            _bytesTaken?.TrySetResult(true);
            _bytesTaken = null;
        }

        return read;
    }

    private void SignalReader()
    {
        lock (_gate)
        {
            _bytesAdded?.TrySetResult(true);
            _bytesAdded = null;
        }
    }
}

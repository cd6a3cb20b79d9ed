using System.Buffers;
using System.Diagnostics;
using Wellcloud.Client.Audio;

namespace Wellcloud.Client.Http;

/// <summary>
/// Reads another stream as fast as it comes, however slowly it is consumed. As long as the consumer keeps coming back he reads the source
/// himself. Once he stays away for a moment a pump reads for him, so that a service which drops readers who stall has no reason to:
/// a few megabytes wait in memory, the rest in a temporary file that goes away with this stream. A consumer who is nearly as fast as the
/// network is waited for, moments at a time and a few seconds in all, since a file that is written and read for nothing costs more.
/// </summary>
internal sealed class ReadAheadStream : Stream
{
    private const int ChunkSize = 64 * 1024;
    private const int MostChunks = 64;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Queue<Chunk> _chunks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _source;
    private readonly Timer _watch;
    private Task? _pump;
    private bool _reading;
    private bool _wasHere = true;
    private Chunk? _tail;
    private FileStream? _spill;
    private long _spillRead;
    private long _spillWritten;
    private bool _ended;
    private Exception? _fault;
    private TimeSpan _waited;
    private TaskCompletionSource<bool>? _arrival;
    private TaskCompletionSource<bool>? _departure;

    public ReadAheadStream(Stream source)
    {
        _source = source;
        _watch = new Timer(static state => ((ReadAheadStream)state!).Look(), this, Moment, Moment);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Bytes that are in the temporary file now.</summary>
    internal long Spilled
    {
        get
        {
            lock (_gate)
            {
                return _spillWritten - _spillRead;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _reading = _pump is null;
        }

        return _reading ? ReadSourceAsync(buffer, offset, count, cancellationToken) : ReadPumpedAsync(buffer, offset, count, cancellationToken);
    }

    /// <summary>Ends the reading ahead and waits until the source and the temporary file are let go.</summary>
    public async Task CloseAsync()
    {
        _stop.Cancel();
        await Stopped().ConfigureAwait(false);
        Dispose();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _watch.Dispose();
            lock (_gate)
            {
                if (_pump is null)
                {
                    _source.Dispose();
                }

                _spill?.Dispose();
                _spill = null;
                while (_chunks.Count > 0)
                {
                    ArrayPool<byte>.Shared.Return(_chunks.Dequeue().Bytes);
                }

                _tail = null;
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Starts the pump when the consumer has not come back since the last look.</summary>
    private void Look()
    {
        lock (_gate)
        {
            if (_pump is null && !_reading && !_wasHere && !_stop.IsCancellationRequested)
            {
                _watch.Dispose();
                _pump = Task.Run(PumpAsync);
            }

            _wasHere = false;
        }
    }

    private Task Stopped()
    {
        lock (_gate)
        {
            return _pump ?? Task.CompletedTask;
        }
    }

    private async Task<int> ReadSourceAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await _source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                (_reading, _wasHere) = (false, true);
            }
        }
    }

    private async Task<int> ReadPumpedAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
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

                if (_ended)
                {
                    return 0;
                }

                _arrival ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _arrival.Task;
            }

            using var _ = cancellationToken.Register(Arrived);
            await arrival.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task PumpAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await _source.ReadAsync(buffer, 0, ChunkSize, _stop.Token).ConfigureAwait(false)) > 0)
            {
                await WaitForRoomAsync().ConfigureAwait(false);
                lock (_gate)
                {
                    Put(buffer, read);
                }

                Arrived();
            }

            _ended = true;
        }
        catch (Exception exception)
        {
            // Whatever it is, the reader is waiting for it.
            _fault = exception;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _source.Dispose();
            Arrived();
        }
    }

    private async Task WaitForRoomAsync()
    {
        while (_waited < Patience && !_stop.IsCancellationRequested)
        {
            Task departure;
            lock (_gate)
            {
                if (_chunks.Count < MostChunks || _spillWritten > _spillRead)
                {
                    return;
                }

                _departure ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                departure = _departure.Task;
            }

            var clock = Stopwatch.StartNew();
            var first = await Task.WhenAny(departure, Task.Delay(Moment, _stop.Token)).ConfigureAwait(false);
            _waited = first == departure ? _waited + clock.Elapsed : Patience;
        }
    }

    private void Arrived()
    {
        lock (_gate)
        {
            _arrival?.TrySetResult(true);
            _arrival = null;
        }
    }

    private void Put(byte[] bytes, int count)
    {
        _stop.Token.ThrowIfCancellationRequested();
        var offset = 0;
        while (offset < count && _spillWritten == _spillRead)
        {
            if (_tail is null || _tail.End == ChunkSize)
            {
                if (_chunks.Count == MostChunks)
                {
                    break;
                }

                _chunks.Enqueue(_tail = new(ArrayPool<byte>.Shared.Rent(ChunkSize)));
            }

            var part = Math.Min(count - offset, ChunkSize - _tail.End);
            Buffer.BlockCopy(bytes, offset, _tail.Bytes, _tail.End, part);
            _tail.End += part;
            offset += part;
        }

        if (offset < count)
        {
            try
            {
                _spill ??= TemporaryFile.Create();
                _spill.Position = _spillWritten;
                _spill.Write(bytes, offset, count - offset);
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                throw FileFault.Write(Path.GetTempPath(), exception);
            }

            _spillWritten += count - offset;
        }
    }

    /// <summary>What waits in memory is older than what waits in the file.</summary>
    private int Take(byte[] buffer, int offset, int count)
    {
        if (_chunks.Count > 0)
        {
            var head = _chunks.Peek();
            var part = Math.Min(count, head.End - head.Start);
            Buffer.BlockCopy(head.Bytes, head.Start, buffer, offset, part);
            head.Start += part;
            if (head.Start == head.End)
            {
                _chunks.Dequeue();
                ArrayPool<byte>.Shared.Return(head.Bytes);
                _tail = _chunks.Count == 0 ? null : _tail;
                _departure?.TrySetResult(true);
                _departure = null;
            }

            return part;
        }

        if (_spillWritten == _spillRead)
        {
            return 0;
        }

        _spill!.Position = _spillRead;
        var read = _spill.Read(buffer, offset, (int)Math.Min(count, _spillWritten - _spillRead));
        _spillRead += read;
        if (_spillRead == _spillWritten)
        {
            (_spillRead, _spillWritten) = (0, 0);
            _spill.SetLength(0);
        }

        return read;
    }

    private sealed class Chunk(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public int Start { get; set; }

        public int End { get; set; }
    }
}

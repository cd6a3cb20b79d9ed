using System.Buffers;

namespace Wellcloud.Client.Files;

/// <summary>A queue of bytes that keeps a few megabytes in memory and spills the rest to a temporary file. Not safe for several threads.</summary>
internal sealed class SpillQueue : IDisposable
{
    /// <summary>The size of a piece of memory.</summary>
    public const int ChunkSize = 64 * 1024;

    /// <summary>How many pieces of memory there are at most.</summary>
    public const int MaximumChunks = 64;

    private readonly Queue<Chunk> _chunks = new();
    private Chunk? _tail;
    private FileStream? _spill;
    private long _spillRead;
    private long _spillWritten;

    /// <summary>The number of bytes in the temporary file.</summary>
    public long Spilled => _spillWritten - _spillRead;

    /// <summary>Whether memory is full and nothing has been spilled yet, so that the next bytes may begin the file.</summary>
    public bool IsAboutToSpill => _chunks.Count == MaximumChunks && Spilled == 0;

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>: the temporary file cannot be written.</exception>
    public void Enqueue(byte[] bytes, int count)
    {
        // Bytes in memory are older than those in the file, so memory is not used again before the file is empty.
        var kept = Spilled == 0 ? EnqueueInMemory(bytes, count) : 0;
        if (kept < count)
        {
            EnqueueInFile(bytes, kept, count - kept);
        }
    }

    /// <summary>Takes bytes from the start.</summary>
    /// <returns>The number of bytes taken; 0 when the queue is empty.</returns>
    public int Dequeue(byte[] buffer, int offset, int count) =>
        _chunks.Count > 0 ? DequeueFromMemory(buffer, offset, count)
        : Spilled > 0 ? DequeueFromFile(buffer, offset, count)
        : 0;

    /// <summary>Frees the memory and deletes the file. The queue cannot be used afterwards.</summary>
    public void Dispose()
    {
        _spill?.Dispose();
        while (_chunks.Count > 0)
        {
            ArrayPool<byte>.Shared.Return(_chunks.Dequeue().Bytes);
        }

        (_tail, _spill, _spillRead, _spillWritten) = (null, null, 0, 0);
    }

    private int EnqueueInMemory(byte[] bytes, int count)
    {
        var done = 0;
        while (done < count)
        {
            if (_tail is null || _tail.End == ChunkSize)
            {
                if (_chunks.Count == MaximumChunks)
                {
                    break;
                }

                _chunks.Enqueue(_tail = new(ArrayPool<byte>.Shared.Rent(ChunkSize)));
            }

            var part = Math.Min(count - done, ChunkSize - _tail.End);
            Buffer.BlockCopy(bytes, done, _tail.Bytes, _tail.End, part);
            _tail.End += part;
            done += part;
        }

        return done;
    }

    private void EnqueueInFile(byte[] bytes, int offset, int count)
    {
        try
        {
            _spill ??= TemporaryFile.Create();
            _spill.Position = _spillWritten;
            _spill.Write(bytes, offset, count);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(Path.GetTempPath(), exception);
        }

        _spillWritten += count;
    }

    private int DequeueFromMemory(byte[] buffer, int offset, int count)
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
        }

        return part;
    }

    private int DequeueFromFile(byte[] buffer, int offset, int count)
    {
        _spill!.Position = _spillRead;
        var read = _spill.Read(buffer, offset, (int)Math.Min(count, Spilled));
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

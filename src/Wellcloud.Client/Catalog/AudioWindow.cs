using System.Buffers;

namespace Wellcloud.Client.Catalog;

/// <summary>A file read from its beginning to its end through a small buffer.</summary>
internal sealed class AudioWindow(Stream file) : IDisposable
{
    private const int Size = 128 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _start;
    private int _end;

    /// <summary>How many bytes were read so far; skipped bytes do not count.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Returns the next bytes: at least as many as asked for, unless the file ends sooner.</summary>
    public ReadOnlySpan<byte> Peek(int atLeast)
    {
        if (_end - _start < atLeast)
        {
            Fill();
        }

        return _buffer.AsSpan(_start, _end - _start);
    }

    /// <summary>Skips a number of bytes.</summary>
    public void Skip(long count)
    {
        var held = (int)Math.Min(count, _end - _start);
        _start += held;
        if (count > held)
        {
            file.Seek(count - held, SeekOrigin.Current);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Fill()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        int read;
        while (_end < _buffer.Length && (read = file.Read(_buffer, _end, _buffer.Length - _end)) > 0)
        {
            _end += read;
            BytesRead += read;
        }
    }
}

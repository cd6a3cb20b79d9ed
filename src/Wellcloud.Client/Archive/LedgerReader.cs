using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>The whole lines of a ledger, one after the other, also while somebody is writing more of them.</summary>
internal sealed class LedgerReader : IDisposable
{
    /// <summary>No row of a listing may be larger than 16 MiB; every byte of it can become three, and there is little else in a line.</summary>
    private const int LongestLine = 64 << 20;

    private readonly FileStream _file;
    private readonly string _path;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _consumed;

    private LedgerReader(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Where the line that was read last begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Where the whole lines end that were read so far.</summary>
    public long End => _consumed;

    /// <summary>Whether there is nothing behind the line that was read last.</summary>
    public bool IsLast => _start == _end && _consumed >= _file.Length;

    /// <summary>Whether the reading ended at something that is longer than a line can be.</summary>
    public bool IsTooLong => _end - _start >= LongestLine;

    public static LedgerReader Open(string path)
    {
        try
        {
            return new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(path, exception);
        }
    }

    /// <summary>Reads the next line; false when there is no more whole one.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var examined = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + examined, _end - _start - examined).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += examined;
                line = _buffer.AsSpan(_start, length);
                Offset = _consumed;
                Number++;
                _start += length + 1;
                _consumed += length + 1;
                return true;
            }

            examined = _end - _start;
            if (IsTooLong || !Fill())
            {
                line = default;
                return false;
            }
        }
    }

    /// <summary>Reads a line whose place is known.</summary>
    public byte[] ReadAt(long offset, int length)
    {
        try
        {
            var line = new byte[length];
            _file.Position = offset;
            for (int read, done = 0; done < length && (read = _file.Read(line, done, length - done)) > 0; done += read)
            {
            }

            return line;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(_path, exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            var read = _file.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(_path, exception);
        }
    }
}

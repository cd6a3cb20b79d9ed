using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>Reads the complete lines of a ledger, also while a run is appending to it.</summary>
internal sealed class LedgerReader : IDisposable
{
    /// <summary>A row has at most 16 MiB. Each invalid byte becomes three bytes (U+FFFD), and the rest of a line is short.</summary>
    private const int MaximumLineLength = 64 << 20;

    private readonly FileStream _file;
    private readonly string _path;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _consumed;

    private LedgerReader(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>The position of the last line read.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of the last line read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The position after the last line read.</summary>
    public long End => _consumed;

    /// <summary>Whether nothing follows the last line read.</summary>
    public bool IsLast => _start == _end && _consumed >= _file.Length;

    /// <summary>Whether reading stopped because the next line exceeds the maximum length.</summary>
    public bool IsTooLong => _end - _start >= MaximumLineLength;

    /// <summary>Opens a ledger.</summary>
    public static LedgerReader Open(string path)
    {
        try
        {
            SpecialFile.Refuse(path);
            return new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(path, exception);
        }
    }

    /// <summary>Reads the next line; false when there is no further complete line.</summary>
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

    /// <summary>Reads the line at a position.</summary>
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

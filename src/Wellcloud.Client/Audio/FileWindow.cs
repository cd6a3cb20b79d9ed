namespace Wellcloud.Client.Audio;

/// <summary>Reads small pieces of a large file, mostly forward, through one buffer.</summary>
internal sealed class FileWindow(Stream file)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _start;
    private int _count;

    /// <summary>The size of the file.</summary>
    public long Length { get; } = file.Length;

    /// <summary>The bytes at a position; fewer where the file ends. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(long position, int count)
    {
        if (position < _start || position + count > _start + _count)
        {
            Fill(position);
        }

        var offset = (int)(position - _start);
        return _buffer.AsSpan(offset, Math.Min(count, _count - offset));
    }

    private void Fill(long position)
    {
        file.Seek(position, SeekOrigin.Begin);
        _start = position;
        _count = 0;
        int read;
        while (_count < _buffer.Length && (read = file.Read(_buffer, _count, _buffer.Length - _count)) > 0)
        {
            _count += read;
        }
    }
}

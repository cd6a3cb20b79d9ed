namespace Wellcloud.Client.Files;

/// <summary>Reads small pieces of a large file, mostly forward, through one buffer.</summary>
internal sealed class FileWindow(Stream file)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _start;
    private int _count;

    /// <summary>The size of the file.</summary>
    public long Length { get; } = file.Length;

    /// <summary>Returns the bytes at a position; fewer where the file ends. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(long position, int count)
    {
        if (position < _start || position + count > _start + _count)
        {
            file.Seek(position, SeekOrigin.Begin);
            _start = position;
            _count = file.Fill(_buffer);
        }

        var offset = (int)(position - _start);
        return _buffer.AsSpan(offset, Math.Min(count, _count - offset));
    }
}

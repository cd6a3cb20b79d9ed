using System.Buffers.Binary;
using System.IO.Compression;

namespace Wellcloud.Client.Batch;

/// <summary>The packed bytes of one entry, and nothing behind them.</summary>
internal sealed class ZipContent : Stream
{
    private const int HeaderSize = 30;

    private readonly Stream _file;
    private long _left;

    private ZipContent(Stream file, long length) => (_file, _left) = (file, length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Opens an entry, unpacking it as it is read.</summary>
    /// <exception cref="InvalidDataException">There is no such entry at its place, or it is packed in a way that is not read here.</exception>
    public static Stream Open(Stream file, ZipEntry entry)
    {
        var header = file.Window(entry.Offset, HeaderSize);
        if (header.Length < HeaderSize || !header.AsSpan().StartsWith("PK\u0003\u0004"u8) || entry.IsEncrypted)
        {
            throw new InvalidDataException();
        }

        file.Position = entry.Offset + HeaderSize
            + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        var packed = new ZipContent(file, entry.Packed);
        return entry.Method switch
        {
            ZipEntry.Stored => packed,
            ZipEntry.Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new InvalidDataException(),
        };
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _file.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

using System.Buffers.Binary;
using System.IO.Compression;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Batch;

/// <summary>The compressed bytes of one entry, and nothing after them.</summary>
internal sealed class ZipContent : ReadOnlyStream
{
    private const int HeaderSize = 30;

    private readonly Stream _file;
    private long _left;

    private ZipContent(Stream file, long length) => (_file, _left) = (file, length);

    /// <summary>Opens an entry; it is unpacked while it is read.</summary>
    /// <exception cref="InvalidDataException">The entry is not where the directory says, or its compression is not supported.</exception>
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
}

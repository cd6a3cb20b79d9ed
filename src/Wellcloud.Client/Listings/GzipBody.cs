using System.Buffers.Binary;
using System.IO.Compression;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Listings;

/// <summary>
/// Decompresses a gzip file and checks that it is complete. The platform's stream verifies the checksum, but takes the end of a truncated file
/// for the end of its content.
/// </summary>
internal sealed class GzipBody : ReadOnlyStream
{
    private const int TrailerSize = 4;

    private readonly GZipStream _content;
    private readonly uint _announced;
    private uint _read;

    /// <summary>Begins to decompress.</summary>
    /// <param name="file">The file; it must support seeking, and is disposed with this stream.</param>
    public GzipBody(Stream file)
    {
        // The last four bytes are the length of the content, modulo 2^32.
        var trailer = new byte[TrailerSize];
        file.Position = Math.Max(0, file.Length - TrailerSize);
        var length = file.Read(trailer, 0, TrailerSize);
        _announced = length == TrailerSize ? BinaryPrimitives.ReadUInt32LittleEndian(trailer) : throw new EndOfStreamException();
        file.Position = 0;
        _content = new GZipStream(file, CompressionMode.Decompress);
    }

    /// <exception cref="EndOfStreamException">The file ends before its content does.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await _content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        _read += (uint)read;
        return read > 0 || count == 0 || _read == _announced ? read : throw new EndOfStreamException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}

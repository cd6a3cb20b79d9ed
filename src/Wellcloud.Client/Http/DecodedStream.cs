using System.IO.Compression;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Http;

/// <summary>Decodes a body by its first bytes: servers send raw deflate as deflate, and uncompressed bytes as gzip.</summary>
internal sealed class DecodedStream(Stream body, bool isGzip) : ReadOnlyStream
{
    private const int HeadLength = 2;

    private Stream? _decoded;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _decoded ??= Open(await body.ReadUpToAsync(HeadLength, cancellationToken).ConfigureAwait(false));
        return await _decoded.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoded?.Dispose();
            body.Dispose();
        }

        base.Dispose(disposing);
    }

    private Stream Open(byte[] head)
    {
        var whole = new PrefixedStream(head, body);
        if (isGzip)
        {
            return head.Length == HeadLength && head[0] == 0x1F && head[1] == 0x8B ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        }

        // RFC 1950: the method in the first byte, and both bytes together a multiple of 31.
        var isZlib = head.Length == HeadLength && (head[0] & 0x0F) == 8 && ((head[0] << 8) + head[1]) % 31 == 0;
#if NET8_0_OR_GREATER
        return isZlib ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
#else
        return new DeflateStream(isZlib ? body : whole, CompressionMode.Decompress);
#endif
    }
}

using System.Text;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Json;

/// <summary>Converts text in another encoding to UTF-8 while it arrives.</summary>
internal sealed class TranscodedStream(Stream source, Encoding encoding) : ReadOnlyStream
{
    private const int ChunkLength = 16 * 1024;

    private readonly Decoder _decoder = encoding.GetDecoder();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] _bytes = new byte[ChunkLength];
    private readonly char[] _characters = new char[encoding.GetMaxCharCount(ChunkLength)];
    private byte[] _ready = [];
    private int _start;
    private int _end;
    private bool _hasEnded;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (_start == _end && !_hasEnded)
        {
            // A read may end in the middle of a character, and then nothing is ready yet.
            Convert(await source.ReadAsync(_bytes, 0, ChunkLength, cancellationToken).ConfigureAwait(false));
        }

        var given = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_ready, _start, buffer, offset, given);
        _start += given;
        return given;
    }

    private void Convert(int read)
    {
        _hasEnded = read == 0;
        var characters = _decoder.GetChars(_bytes, 0, read, _characters, 0, flush: _hasEnded);
        var most = Encoding.UTF8.GetMaxByteCount(characters);
        if (_ready.Length < most)
        {
            _ready = new byte[most];
        }

        (_start, _end) = (0, _encoder.GetBytes(_characters, 0, characters, _ready, 0, flush: _hasEnded));
    }
}

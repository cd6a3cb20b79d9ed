using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through MP3 and AAC, frame by frame, with tags before, between and after them.</summary>
/// <param name="read">Reads the header of a frame.</param>
/// <param name="headerLength">The length of a header in bytes.</param>
/// <remarks>
/// A single frame is trusted only where a frame is expected: at the start, after a tag, and after a frame of the same stream. After bytes that are
/// neither, and where the stream changes, a second frame of the same stream has to follow it.
/// </remarks>
internal sealed class FrameWalk(AudioFrame.Reader read, int headerLength) : AudioWalk
{
    private const int Id3HeaderLength = 10;
    private const int Id3v1Length = 128;
    private const int ApeHeaderLength = 32;
    private const int ApeFlags = 20;
    private const uint ApeIsHeader = 1u << 29;

    /// <summary>An index frame has its mark (Xing, Info, VBRI) within these first bytes.</summary>
    private const int IndexWithin = 44;

    /// <summary>The stream of the last frame; null where any stream may begin.</summary>
    private int? _stream;

    /// <summary>Whether the last bytes were neither a frame nor a tag.</summary>
    private bool _isLost;

    /// <summary>Whether there were such bytes anywhere.</summary>
    private bool _hasStrays;
    private bool _isFreeFormat;
    private bool _hasFrames;
    private double _seconds;

    /// <summary>Header, duration and length of the last frame. With a length of 0, the next header is not compared with this one.</summary>
    private readonly byte[] _lastHeader = new byte[headerLength];
    private double _lastSeconds;
    private int _lastLength;

    public override TimeSpan? Length => !_hasFrames || _isFreeFormat ? null : ToTime(_seconds - (Missing > 0 ? _lastSeconds : 0));

    public override TailVerdict Tail =>
        _hasStrays || _isFreeFormat ? TailVerdict.Unknown
        : Missing > 0 || EndsInFrame ? TailVerdict.Cut
        : _hasFrames && Rest.IsEmpty ? TailVerdict.Whole
        : TailVerdict.Unknown;

    private bool EndsInFrame =>
        read(Rest, out var frame) ? Rest.Length < frame.Length
        : _hasFrames && Rest.Length is > 0 and < AudioFrame.HeaderLength && Rest[0] == 0xFF;

    [MethodImpl(Jit.Optimize)]
    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < AudioFrame.HeaderLength)
        {
            return 0;
        }

        if (_lastLength > 0 && bytes.StartsWith(_lastHeader))
        {
            // In most files every header is like the previous header.
            _seconds += _lastSeconds;
            return _lastLength;
        }

        if (read(bytes, out var frame))
        {
            var isExpected = !_isLost && (_stream is null || _stream == frame.Stream);
            var needed = !isExpected ? frame.Length + AudioFrame.HeaderLength : _stream is null ? Math.Min(frame.Length, IndexWithin) : 0;
            if (bytes.Length < needed)
            {
                return 0;
            }

            if (isExpected || (read(bytes.Slice(frame.Length), out var second) && second.Stream == frame.Stream))
            {
                return Count(frame, bytes);
            }
        }
        else if (!_isLost)
        {
            if (!_hasFrames && AudioFrame.IsFreeFormat(bytes))
            {
                _isFreeFormat = true;
                return long.MaxValue;
            }

            if (ReadTag(bytes) is { } tag)
            {
                (_stream, _lastLength) = (null, 0);
                return tag;
            }
        }

        (_isLost, _hasStrays, _lastLength) = (true, true, 0);
        var next = bytes.Slice(1).IndexOf((byte)0xFF);
        return next < 0 ? bytes.Length : next + 1;
    }

    private int Count(AudioFrame frame, ReadOnlySpan<byte> bytes)
    {
        _lastSeconds = _stream is null && IsIndex(bytes.Slice(0, Math.Min(bytes.Length, IndexWithin))) ? 0 : frame.Seconds;
        _seconds += _lastSeconds;
        (_stream, _isLost, _hasFrames) = (frame.Stream, false, true);
        if (_lastSeconds > 0)
        {
            bytes.Slice(0, headerLength).CopyTo(_lastHeader);
            _lastLength = frame.Length;
        }

        return frame.Length;
    }

    private static bool IsIndex(ReadOnlySpan<byte> start) => start.IndexOf("Xing"u8) > 0 || start.IndexOf("Info"u8) > 0 || start.IndexOf("VBRI"u8) > 0;

    /// <returns>The tag's length; 0 when more bytes are needed; null when there is none.</returns>
    private static long? ReadTag(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("TAG"u8))
        {
            return Id3v1Length;
        }

        if (bytes.StartsWith("ID3"u8))
        {
            return bytes.Length < Id3HeaderLength ? 0 : AudioSignature.Id3Length(bytes) is > 0 and var length ? length : null;
        }

        if (!bytes.StartsWith("APETAGEX"u8) && !"APETAGEX"u8.StartsWith(bytes))
        {
            return null;
        }

        // Without the flag this is the footer of a tag that has no header.
        return bytes.Length < ApeHeaderLength ? 0
            : (BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(ApeFlags)) & ApeIsHeader) == 0 ? ApeHeaderLength
            : ApeHeaderLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(12));
    }
}

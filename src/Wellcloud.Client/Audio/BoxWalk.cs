using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>MPEG-4 and its like, box after box. Their index says how long the sound is.</summary>
internal sealed class BoxWalk : AudioWalk
{
    private const int HeaderLength = 8;
    private const int LongHeaderLength = 16;
    private const int MovieHeaderLength = 40;

    private bool _isOpen;
    private bool _hasIndex;
    private ulong _end;
    private TimeSpan? _length;

    public override TimeSpan? Length => _length;

    public override TailVerdict Tail =>
        _isOpen ? TailVerdict.Unknown
        : Missing > 0 || Rest.Length > 0 || _end > (ulong)Total || !_hasIndex ? TailVerdict.Cut
        : TailVerdict.Whole;

    protected override long Step(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
        {
            return 0;
        }

        var isLong = BinaryPrimitives.ReadUInt32BigEndian(bytes) == 1;
        var isMovieHeader = bytes.Slice(4).StartsWith("mvhd"u8);
        if (bytes.Length < (isMovieHeader ? MovieHeaderLength : isLong ? LongHeaderLength : HeaderLength))
        {
            return 0;
        }

        var size = isLong ? BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (size < HeaderLength)
        {
            _isOpen = true; // 0 is "to the end of the file", and less is no box
            return long.MaxValue;
        }

        _end = Math.Max(_end, Math.Min(size, long.MaxValue) + (ulong)Position);
        if (isMovieHeader)
        {
            ReadMovieHeader(bytes);
        }
        else if (bytes.Slice(4).StartsWith("moov"u8))
        {
            // The boxes within follow at once.
            _hasIndex = true;
            return isLong ? LongHeaderLength : HeaderLength;
        }

        return (long)Math.Min(size, long.MaxValue);
    }

    private void ReadMovieHeader(ReadOnlySpan<byte> bytes)
    {
        var isWide = bytes[8] == 1;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(isWide ? 28 : 20));
        var duration = isWide ? BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(32)) : BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(24));
        _length = scale > 0 && duration is > 0 and < uint.MaxValue ? Time((double)duration / scale) : null;
    }
}

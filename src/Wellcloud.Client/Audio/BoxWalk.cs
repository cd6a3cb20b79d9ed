using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through a file of the MPEG-4 family, box by box. The index (moov) states the length of the audio.</summary>
internal sealed class BoxWalk : AudioWalk
{
    private const int HeaderLength = 8;
    private const int LongHeaderLength = 16;
    private const int MovieHeaderLength = 40;

    private bool _isOpen;
    private bool _hasIndex;
    private TimeSpan? _length;

    public override TimeSpan? Length => _length;

    public override TailVerdict Tail =>
        _isOpen ? TailVerdict.Unknown
        : Missing > 0 || Rest.Length > 0 || !_hasIndex ? TailVerdict.Cut
        : TailVerdict.Whole;

    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
        {
            return 0;
        }

        var size32 = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = size32 == 1 ? LongHeaderLength : HeaderLength;
        if (bytes.Length < header)
        {
            return 0;
        }

        var size = size32 == 1 ? BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)) : size32;
        if (size < HeaderLength)
        {
            _isOpen = true; // 0 means "to the end of the file"; other sizes below the header's are invalid
            return long.MaxValue;
        }

        if (bytes.Slice(4).StartsWith("moov"u8))
        {
            var needed = header + MovieHeaderLength;
            if (bytes.Length < needed && size >= (ulong)needed)
            {
                return 0;
            }

            _hasIndex = true;
            if (bytes.Length >= needed && bytes.Slice(header + 4).StartsWith("mvhd"u8))
            {
                ReadMovieHeader(bytes.Slice(header));
            }
        }

        return (long)Math.Min(size, long.MaxValue);
    }

    private void ReadMovieHeader(ReadOnlySpan<byte> bytes)
    {
        var isWide = bytes[8] == 1;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(isWide ? 28 : 20));
        var duration = isWide ? BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(32)) : BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(24));
        _length = scale > 0 && duration is > 0 and < uint.MaxValue ? ToTime((double)duration / scale) : null;
    }
}

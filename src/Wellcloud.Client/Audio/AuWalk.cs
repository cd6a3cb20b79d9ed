using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through a file in Sun's and NeXT's format: a header, then samples.</summary>
internal sealed class AuWalk : AudioWalk
{
    private const int HeaderLength = 24;

    private long _start;
    private uint _size;
    private double _bytesPerSecond;

    public override TimeSpan? Length => _bytesPerSecond > 0 ? ToTime(Math.Max(0, Math.Min(Total - _start, _size)) / _bytesPerSecond) : null;

    public override TailVerdict Tail => TailVerdict.Unknown;

    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
        {
            return 0;
        }

        // The greatest size means "not known"; no file of this format is that long.
        (_start, _size) = (BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4)), BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(8)));
        var bits = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(12)) switch
        {
            1 or 2 or 27 => 8, // µ-law, linear, A-law
            3 => 16,
            4 => 24,
            5 or 6 => 32, // linear, float
            7 => 64,
            23 => 4, // G.721
            _ => 0,
        };
        _bytesPerSecond = bits / 8.0 * BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(16)) * BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(20));
        return long.MaxValue;
    }
}

using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through a WAV file of any size and byte order, chunk by chunk. For AIFF, only the end is judged.</summary>
internal sealed class FormWalk : AudioWalk
{
    private const int HeaderLength = 12;
    private const int ChunkHeaderLength = 8;
    private const int ShortestFile = 28;

    /// <summary>Writers that cannot seek back leave 0 as the size, or a size near the greatest.</summary>
    private const uint Streamed = 0x7FFF_0000;

    private bool _isWave;
    private bool _isBigEndian;

    /// <summary>The file size in the header. A file of more than 4 GiB states the greatest number there, and its sizes in a chunk <c>ds64</c>.</summary>
    private uint _headerSize;
    private bool _hasLongSizes;
    private decimal _longDataSize;

    /// <summary>The file size, from the header or from <c>ds64</c>.</summary>
    private decimal _size;
    private WaveFormat? _format;
    private uint _samples;
    private long _dataStart;
    private decimal _dataSize;

    /// <remarks>Computed from the audio bytes present. The stated number of samples may be wrong, so it is used only if the format has no byte rate.</remarks>
    public override TimeSpan? Length
    {
        get
        {
            if (_dataStart == 0 || _format is not { } format)
            {
                return null;
            }

            var there = (double)Math.Min(Total - _dataStart, _dataSize);
            return format.BytesPerSecond > 0 ? ToTime(there / format.BytesPerSecond)
                : _samples is > 0 and < Streamed && _dataSize < long.MaxValue ? ToTime(there / (double)_dataSize * _samples / format.SamplingRate)
                : null;
        }
    }

    public override TailVerdict Tail
    {
        get
        {
            var end = ChunkHeaderLength + _size;
            return Total < ShortestFile ? TailVerdict.Cut
                : end == Total || end + 1 == Total ? TailVerdict.Whole
                : IsStreamed(_headerSize) && !_hasLongSizes ? TailVerdict.Unknown
                : end < Total ? TailVerdict.Unknown
                : TailVerdict.Cut;
        }
    }

    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (Position == 0)
        {
            return ReadHeader(bytes);
        }

        if (bytes.Length < ChunkHeaderLength)
        {
            return 0;
        }

        var size = ReadUInt32(bytes.Slice(4));
        var isKnown = bytes.StartsWith("ds64"u8) || bytes.StartsWith("fmt "u8) || bytes.StartsWith("fact"u8);
        if (isKnown && bytes.Length < Math.Min(ChunkHeaderLength + (long)size, MostNeeded))
        {
            return 0;
        }

        return bytes.StartsWith("data"u8) && _dataStart == 0 ? ReadData(size) : ReadChunk(bytes, size);
    }

    private long ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
        {
            return 0;
        }

        _isBigEndian = bytes.StartsWith("RIFX"u8) || bytes.StartsWith("FORM"u8);
        _isWave = bytes.Slice(8).StartsWith("WAVE"u8);
        _size = _headerSize = ReadUInt32(bytes.Slice(4));
        return _isWave ? HeaderLength : long.MaxValue;
    }

    private long ReadChunk(ReadOnlySpan<byte> bytes, uint size)
    {
        var content = bytes.Slice(ChunkHeaderLength, (int)Math.Min(size, bytes.Length - ChunkHeaderLength));
        if (bytes.StartsWith("fmt "u8))
        {
            _format = WaveFormat.Read(content, _isBigEndian);
        }
        else if (bytes.StartsWith("fact"u8) && size >= 4)
        {
            _samples = ReadUInt32(content);
        }
        else if (bytes.StartsWith("ds64"u8) && size >= 16 && _headerSize == uint.MaxValue)
        {
            _hasLongSizes = true;
            _size = BinaryPrimitives.ReadUInt64LittleEndian(content);
            _longDataSize = BinaryPrimitives.ReadUInt64LittleEndian(content.Slice(8));
        }

        return ChunkHeaderLength + (long)size + (size & 1);
    }

    private long ReadData(uint size)
    {
        _dataStart = Position + ChunkHeaderLength;
        var isUnknown = size is 0 ? IsStreamed(_headerSize) : size >= Streamed && (IsStreamed(_headerSize) || size == uint.MaxValue);
        _dataSize = _hasLongSizes && size == uint.MaxValue ? _longDataSize : isUnknown ? long.MaxValue : size;
        return _dataSize >= long.MaxValue - ChunkHeaderLength ? long.MaxValue : ChunkHeaderLength + (long)_dataSize + (long)(_dataSize % 2);
    }

    /// <summary>Whether the stated file size only shows that the writer could not seek back: 0, too large, or just the bytes before the audio.</summary>
    private bool IsStreamed(uint size) => size is 0 or >= Streamed || (_dataStart > 0 && size == _dataStart - ChunkHeaderLength);

    private uint ReadUInt32(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}

using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through an Ogg file, page by page. With Opus, Vorbis and Speex each page states the time at its end.</summary>
internal sealed class OggWalk : AudioWalk
{
    private const int HeaderLength = 27;
    private const int BeginOfStream = 2;
    private const int EndOfStream = 4;
    private const int CodecLength = 40;
    private const double OpusRate = 48000;

    private bool _isOther;
    private bool _isEnd;
    private uint _serial;
    private double _rate;

    /// <summary>The samples at the start of the current stream that are not played.</summary>
    private long _skipped;

    /// <summary>The length of the current stream.</summary>
    private double _seconds;

    /// <summary>The length of all streams before it.</summary>
    private double _finished;

    public override TimeSpan? Length => _rate > 0 ? ToTime(_finished + _seconds) : null;

    public override TailVerdict Tail =>
        _isOther ? TailVerdict.Unknown
        : Rest.Length > 0 ? ("OggS"u8.StartsWith(Rest) || Rest.StartsWith("OggS"u8) ? TailVerdict.Cut : TailVerdict.Unknown)
        : Missing > 0 ? TailVerdict.Cut
        : _isEnd || Total == 0 ? TailVerdict.Whole
        : TailVerdict.Unknown; // without the end mark: either pages are missing, or the writer does not set it

    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 4 && !bytes.StartsWith("OggS"u8))
        {
            _isOther = true;
            return long.MaxValue;
        }

        if (bytes.Length < HeaderLength || bytes.Length < HeaderLength + bytes[26])
        {
            return 0;
        }

        var length = HeaderLength + bytes[26];
        var packetStart = length;
        foreach (var segment in bytes.Slice(HeaderLength, bytes[26]))
        {
            length += segment;
        }

        if ((bytes[5] & BeginOfStream) != 0)
        {
            if (bytes.Length < Math.Min(length, packetStart + CodecLength))
            {
                return 0;
            }

            Begin(bytes.Slice(packetStart, Math.Min(length - packetStart, CodecLength)), Serial(bytes));
        }

        _isEnd = (bytes[5] & EndOfStream) != 0;
        if (_rate > 0 && Serial(bytes) == _serial && BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(6)) is > 0 and var samples)
        {
            _seconds = Math.Max(0, samples - _skipped) / _rate;
        }

        return length;
    }

    private static uint Serial(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page.Slice(14));

    /// <summary>Reads the codec and the sampling rate of a stream. A file may contain several streams, one after the other.</summary>
    private void Begin(ReadOnlySpan<byte> packet, uint serial)
    {
        var isOpus = packet.StartsWith("OpusHead"u8) && packet.Length >= 12;
        var rate = isOpus ? OpusRate
            : packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 16 ? BinaryPrimitives.ReadUInt32LittleEndian(packet.Slice(12))
            : packet.StartsWith("Speex   "u8) && packet.Length >= CodecLength ? BinaryPrimitives.ReadUInt32LittleEndian(packet.Slice(36))
            : 0;
        if (rate > 0)
        {
            _finished += _seconds;
            (_rate, _serial, _seconds) = (rate, serial, 0);
            _skipped = isOpus ? BinaryPrimitives.ReadUInt16LittleEndian(packet.Slice(10)) : 0;
        }
    }
}

namespace Wellcloud.Client.Audio;

/// <summary>The header of one frame of MPEG audio or of AAC in ADTS.</summary>
/// <param name="Length">The length of the frame in bytes.</param>
/// <param name="Stream">Version, layer and sampling rate, which are equal in all frames of a stream.</param>
/// <param name="Seconds">The duration of the frame.</param>
internal readonly record struct AudioFrame(int Length, int Stream, double Seconds)
{
    /// <summary>The length of an ADTS header in bytes. An MPEG header is shorter.</summary>
    public const int HeaderLength = 7;

    private static readonly int[] _bitRates1Layer2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] _bitRates1Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] _bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] _samplingRates1 = [44100, 48000, 32000];
    private static readonly int[] _samplingRatesOfAdts = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    /// <summary>Reads a header, if there is one.</summary>
    public delegate bool Reader(ReadOnlySpan<byte> bytes, out AudioFrame frame);

    /// <summary>Reads a frame of MPEG 1, 2 or 2.5, layer II or III (ISO 11172-3, 13818-3), with a stated bit rate.</summary>
    public static bool TryReadMpeg(ReadOnlySpan<byte> bytes, out AudioFrame frame)
    {
        frame = default;
        if (bytes.Length < 4 || bytes[0] != 0xFF || (bytes[1] & 0xE0) != 0xE0)
        {
            return false;
        }

        var version = (bytes[1] >> 3) & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
        var layer = (bytes[1] >> 1) & 3; // 1: layer III, 2: layer II
        var bitRate = bytes[2] >> 4;
        var samplingRate = (bytes[2] >> 2) & 3;
        var isReserved = version == 1 || layer is 0 or 3 || bitRate is 0 or 15 || samplingRate == 3 || (bytes[3] & 3) == 2;
        if (isReserved)
        {
            return false;
        }

        var kilobits = (version != 3 ? _bitRates2 : layer == 1 ? _bitRates1Layer3 : _bitRates1Layer2)[bitRate];
        var hertz = _samplingRates1[samplingRate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        var samples = version != 3 && layer == 1 ? 576 : 1152;
        var padding = (bytes[2] >> 1) & 1;
        var bytesPerSecond = kilobits * 1000 / 8;
        frame = new AudioFrame((samples * bytesPerSecond / hertz) + padding, (version << 4) | (layer << 2) | samplingRate, (double)samples / hertz);
        return true;
    }

    /// <summary>Whether this is a frame of MPEG audio in free format: its bit rate, and so its length, is not stated.</summary>
    /// <remarks>With any bit rate in its place, the header must be valid.</remarks>
    public static bool IsFreeFormat(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && bytes[2] >> 4 == 0 && TryReadMpeg([bytes[0], bytes[1], (byte)(bytes[2] | (1 << 4)), bytes[3]], out _);

    /// <summary>Reads a frame of AAC in ADTS (ISO 13818-7).</summary>
    public static bool TryReadAdts(ReadOnlySpan<byte> bytes, out AudioFrame frame)
    {
        frame = default;
        if (bytes.Length < HeaderLength || bytes[0] != 0xFF || (bytes[1] & 0xF6) != 0xF0)
        {
            return false;
        }

        var samplingRate = (bytes[2] >> 2) & 15;
        var length = ((bytes[3] & 3) << 11) | (bytes[4] << 3) | (bytes[5] >> 5);
        if (samplingRate >= _samplingRatesOfAdts.Length || length <= HeaderLength)
        {
            return false;
        }

        var samples = 1024 * (1 + (bytes[6] & 3));
        frame = new AudioFrame(length, ((bytes[1] & 8) << 4) | samplingRate, (double)samples / _samplingRatesOfAdts[samplingRate]);
        return true;
    }
}

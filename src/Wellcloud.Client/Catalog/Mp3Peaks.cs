using Wellcloud.Client.Audio;

namespace Wellcloud.Client.Catalog;

/// <summary>
/// The loudness of MP3 from the side information of its frames, without decoding: each granule says with how much gain it is
/// played (ISO 11172-3, 2.4.1.7), and that follows the true peak closely.
/// </summary>
internal static class Mp3Peaks
{
    private const int HeaderLength = 4;
    private const int MostSideBytes = HeaderLength + 2 + 32;
    private const int NeutralGain = 210;

    // The fields at the start of the side information of a granule, in bits: part2_3_length, big_values, global_gain.
    private const int LengthBits = 12;
    private const int ValuesBits = 9;
    private const int GainBits = 8;

    /// <summary>How many unrecognized bytes may come before the first frame.</summary>
    private const int MostLeading = 64 * 1024;

    /// <summary>Returns the peaks of the granules; null when the file is not MP3.</summary>
    public static List<float>? TryRead(AudioWindow window)
    {
        SkipTag(window);
        var peaks = new List<float>(8192);
        var lost = 0;
        while (true)
        {
            var ahead = window.Peek(MostSideBytes);
            if (ahead.Length < HeaderLength)
            {
                return peaks.Count > 0 ? peaks : null;
            }

            if (IsLayer3(ahead) && AudioFrame.TryReadMpeg(ahead, out var frame) && frame.Length > HeaderLength)
            {
                AddGranules(ahead, peaks);
                window.Skip(frame.Length);
                continue;
            }

            if (peaks.Count == 0 && lost++ > MostLeading)
            {
                return null;
            }

            var next = ahead.Slice(1).IndexOf((byte)0xFF);
            window.Skip(next < 0 ? ahead.Length : next + 1);
        }
    }

    private static bool IsLayer3(ReadOnlySpan<byte> header) => ((header[1] >> 1) & 3) == 1;

    private static void SkipTag(AudioWindow window)
    {
        var head = window.Peek(10);
        if (head.Length >= 10 && head.Slice(0, 3).SequenceEqual("ID3"u8))
        {
            window.Skip(10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]));
        }
    }

    private static void AddGranules(ReadOnlySpan<byte> frame, List<float> peaks)
    {
        var isVersion1 = ((frame[1] >> 3) & 3) == 3;
        var channels = (frame[3] >> 6) == 3 ? 1 : 2;
        var side = frame.Slice(Math.Min(frame.Length, HeaderLength + ((frame[1] & 1) == 0 ? 2 : 0)));

        // Before the first granule: main_data_begin, private bits, and in version 1 four bits a channel (scfsi).
        var bit = isVersion1 ? 9 + (channels == 1 ? 5 : 3) + (4 * channels) : 8 + channels;
        var (granules, granuleBits) = isVersion1 ? (2, 59) : (1, 63);
        for (var granule = 0; granule < granules; granule++)
        {
            var peak = 0f;
            for (var channel = 0; channel < channels; channel++, bit += granuleBits)
            {
                if (bit + LengthBits + ValuesBits + GainBits > side.Length * 8)
                {
                    return;
                }

                var hasSound = Bits(side, bit, LengthBits) > 0 && Bits(side, bit + LengthBits, ValuesBits) > 0;
                peak = Math.Max(peak, hasSound ? (float)Math.Pow(2, (Bits(side, bit + LengthBits + ValuesBits, GainBits) - NeutralGain) / 4.0) : 0);
            }

            peaks.Add(peak);
        }
    }

    private static int Bits(ReadOnlySpan<byte> bytes, int bit, int count)
    {
        var value = 0;
        for (var i = bit >> 3; i <= (bit + count - 1) >> 3; i++)
        {
            value = (value << 8) | bytes[i];
        }

        return (value >> (7 - ((bit + count - 1) & 7))) & ((1 << count) - 1);
    }
}

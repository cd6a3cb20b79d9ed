using System.Buffers.Binary;

namespace Wellcloud.Client.Catalog;

/// <summary>The loudness of WAV from its samples: PCM of 8, 16, 24 and 32 bits, A-law and µ-law.</summary>
internal static class WavPeaks
{
    private const int Pcm = 1;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int MostPeaks = 4800;

    /// <summary>Returns the peaks over the length; null when the file is not WAV, or a WAV of a kind that cannot be read.</summary>
    public static List<float>? TryRead(AudioWindow window)
    {
        var head = window.Peek(12);
        if (head.Length < 12 || !head.Slice(0, 4).SequenceEqual("RIFF"u8) || !head.Slice(8, 4).SequenceEqual("WAVE"u8))
        {
            return null;
        }

        window.Skip(12);
        var (format, bytes) = (0, 0);
        while (window.Peek(26) is { Length: >= 8 } chunk)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk.Slice(4));
            if (chunk.Slice(0, 4).SequenceEqual("data"u8))
            {
                window.Skip(8);
                return bytes > 0 ? Read(window, length, format, bytes) : null;
            }

            if (chunk.Slice(0, 4).SequenceEqual("fmt "u8) && chunk.Length >= 24)
            {
                format = BinaryPrimitives.ReadUInt16LittleEndian(chunk.Slice(8));
                format = format == Extensible ? Pcm : format;
                bytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk.Slice(22)) / 8;
                bytes = (format, bytes) is (Pcm, >= 1 and <= 4) or (ALaw or MuLaw, 1) ? bytes : 0;
            }

            window.Skip(8 + length + (length & 1));
        }

        return null;
    }

    private static List<float> Read(AudioWindow window, long length, int format, int bytes)
    {
        var samples = Math.Max(1, length / bytes);
        var peaks = new List<float>(MostPeaks);
        var perPeak = Math.Max(1, samples / MostPeaks);
        var (count, peak) = (0L, 0f);
        for (var left = length; left >= bytes && window.Peek(bytes) is var ahead && ahead.Length >= bytes;)
        {
            var taken = (int)Math.Min(left, ahead.Length) / bytes * bytes;
            for (var i = 0; i < taken; i += bytes)
            {
                peak = Math.Max(peak, Loudness(ahead.Slice(i, bytes), format));
                if (++count == perPeak)
                {
                    peaks.Add(peak);
                    (count, peak) = (0, 0);
                }
            }

            left -= taken;
            window.Skip(taken);
        }

        return peaks;
    }

    private static float Loudness(ReadOnlySpan<byte> sample, int format) => (format, sample.Length) switch
    {
        (ALaw, _) => Companded((sample[0] ^ 0x55) & 0x7F),
        (MuLaw, _) => Companded(~sample[0] & 0x7F),
        (_, 1) => Math.Abs(sample[0] - 128),
        (_, 2) => Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(sample)),
        _ => Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(sample.Slice(sample.Length - 2))),
    };

    /// <summary>Decodes A-law or µ-law: three bits of exponent and four of mantissa, similar enough in both laws (ITU-T G.711).</summary>
    private static float Companded(int code) => code < 16 ? code : (16 + (code & 15)) << ((code >> 4) - 1);
}

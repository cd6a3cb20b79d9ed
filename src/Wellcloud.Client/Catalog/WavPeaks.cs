using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

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
        var peaks = new List<float>(MostPeaks);
        var perPeak = Math.Max(1, length / bytes / MostPeaks) * bytes;
        var (left, missing, peak) = (length, perPeak, 0f);
        while (left >= bytes && window.Peek(bytes) is var ahead && ahead.Length >= bytes)
        {
            var taken = (int)Math.Min(Math.Min(left, missing), ahead.Length) / bytes * bytes;
            peak = Math.Max(peak, Loudest(ahead.Slice(0, taken), format, bytes));
            missing -= taken;
            if (missing == 0)
            {
                peaks.Add(peak);
                (missing, peak) = (perPeak, 0);
            }

            left -= taken;
            window.Skip(taken);
        }

        return peaks;
    }

    private static float Loudest(ReadOnlySpan<byte> samples, int format, int bytes)
    {
        if (bytes == 2)
        {
            return Loudest(MemoryMarshal.Cast<byte, short>(samples));
        }

        var loudest = 0;
        if (bytes > 2)
        {
            for (var i = bytes; i <= samples.Length; i += bytes)
            {
                loudest = Math.Max(loudest, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(samples.Slice(i - 2))));
            }

            return loudest;
        }

        foreach (var sample in samples)
        {
            loudest = Math.Max(loudest, format switch { ALaw => (sample ^ 0x55) & 0x7F, MuLaw => ~sample & 0x7F, _ => Math.Abs(sample - 128) });
        }

        return format == Pcm ? loudest : Companded(loudest);
    }

    /// <summary>Many samples at a time: one by one, reading an archive of WAV would take four times as long.</summary>
    private static float Loudest(ReadOnlySpan<short> samples)
    {
        var (lowest, highest) = (Vector<short>.Zero, Vector<short>.Zero);
        var vectors = MemoryMarshal.Cast<short, Vector<short>>(samples);
        foreach (var vector in vectors)
        {
            (lowest, highest) = (Vector.Min(lowest, vector), Vector.Max(highest, vector));
        }

        var loudest = 0;
        for (var i = 0; i < Vector<short>.Count; i++)
        {
            loudest = Math.Max(loudest, Math.Max(highest[i], -lowest[i]));
        }

        foreach (var sample in samples.Slice(vectors.Length * Vector<short>.Count))
        {
            loudest = Math.Max(loudest, Math.Abs((int)sample));
        }

        return loudest;
    }

    /// <summary>Decodes A-law or µ-law: three bits of exponent and four of mantissa, similar enough in both laws (ITU-T G.711).</summary>
    private static float Companded(int code) => code < 16 ? code : (16 + (code & 15)) << ((code >> 4) - 1);
}

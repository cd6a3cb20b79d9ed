using System.Buffers.Binary;

namespace Wellcloud.Client.Audio;

/// <summary>The byte rate and the sampling rate that a WAV file states.</summary>
/// <param name="BytesPerSecond">Bytes a second; 0 if the format does not state them.</param>
/// <param name="SamplingRate">Samples a second.</param>
internal readonly record struct WaveFormat(double BytesPerSecond, uint SamplingRate)
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;

    /// <summary>Reads the content of a <c>fmt</c> chunk; null when it is too short.</summary>
    public static WaveFormat? Read(ReadOnlySpan<byte> content, bool isBigEndian)
    {
        if (content.Length < 16)
        {
            return null;
        }

        Span<ushort> words = stackalloc ushort[8];
        for (var i = 0; i < words.Length; i++)
        {
            var word = content.Slice(2 * i);
            words[i] = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(word) : BinaryPrimitives.ReadUInt16LittleEndian(word);
        }

        var (samplingRate, stated) = isBigEndian ? (Join(words[2], words[3]), Join(words[4], words[5])) : (Join(words[3], words[2]), Join(words[5], words[4]));

        // Some writers state a wrong byte rate, so compute it where all samples have the same size.
        var byteRate = words[0] is Pcm or Float or ALaw or MuLaw ? (double)samplingRate * words[1] * (words[7] / 8) : 0;
        return new(byteRate > 0 ? byteRate : stated, samplingRate);
    }

    private static uint Join(ushort high, ushort low) => ((uint)high << 16) | low;
}

using System.Buffers.Binary;

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>Audio that a browser plays.</summary>
public static class Tone
{
    private const int Hertz = 8000;

    /// <summary>WAV, mono, 16 bits: a hum while <paramref name="isLoud"/> says so of the second, else silence.</summary>
    public static byte[] Wav(int seconds, Func<int, bool>? isLoud = null)
    {
        var bytes = new byte[44 + (seconds * Hertz * 2)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), Hertz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), Hertz * 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), bytes.Length - 44);
        for (var i = 0; i < seconds * Hertz; i++)
        {
            var loud = isLoud?.Invoke(i / Hertz) ?? true;
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + (2 * i)), (short)(loud ? 12000 * Math.Sin(i * 0.17) : 0));
        }

        return bytes;
    }

    /// <summary>Frames of MPEG-2.5 layer III, mono, 8 kHz, 8 kbit/s, of 72 ms each, with the gains that are given.</summary>
    public static byte[] Mp3(IEnumerable<int> gains) => [.. gains.SelectMany(Frame)];

    private static byte[] Frame(int gain)
    {
        const int pairs = 30;
        var frame = new byte[72];
        var bit = 0;
        Put(0xFFE318C0, 32); // MPEG-2.5 layer III without a checksum, 8 kbit/s, 8 kHz, mono
        Put(0, 9);
        Put(pairs + 3, 12);
        Put(pairs + 1, 9);
        Put((uint)gain, 8);
        Put(0, 10);
        Put(0b000010000100001, 15);
        Put(7, 4);
        Put(7, 3);
        Put(0, 2);
        for (var i = 0; i < pairs; i++)
        {
            Put(1, 1); // a pair of zeros
        }

        Put(2, 3); // a one
        return frame;

        void Put(uint value, int count)
        {
            for (var i = count - 1; i >= 0; i--, bit++)
            {
                frame[bit / 8] |= (byte)(((value >> i) & 1) << (7 - (bit % 8)));
            }
        }
    }
}

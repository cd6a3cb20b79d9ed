using System.Buffers.Binary;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Audio;

/// <summary>
/// Frames of MPEG-2.5 layer III, mono, 8 kHz, 8 kbit/s: 72 bytes that last 72 ms. Each holds one spectral line, heard
/// as a hum whose pitch differs from recording to recording, and ends in ancillary bytes that differ from frame to frame, so that
/// no two stretches of any file are alike. Layout after ISO/IEC 13818-3 and the common MPEG-2.5 extension.
/// </summary>
internal readonly ref struct Mp3Frames
{
    /// <summary>Bytes of a frame, and also its milliseconds.</summary>
    public const int Size = 72;

    private const int Stamp = Size - sizeof(ulong);
    private const ulong SevenBits = 0x7F7F7F7F7F7F7F7F;
    private readonly Span<byte> _frame;
    private readonly ulong _key;

    public Mp3Frames(Span<byte> frame, ulong key)
    {
        _frame = frame[..Size];
        _key = key;
        Prepare(_frame, key);
    }

    public void Write(long number, Span<byte> room)
    {
        _frame.CopyTo(room);
        BinaryPrimitives.WriteUInt64LittleEndian(room[Stamp..], Draw.Mix(_key + (ulong)number) & SevenBits);
    }

    private static void Prepare(Span<byte> frame, ulong key)
    {
        // The filler stays below 0x80: a byte of 0xFF would look like the start of a frame.
        for (var i = 0; i < Size; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(frame[i..], Draw.Mix(key ^ (ulong)i) & SevenBits);
        }

        var pairs = 20 + (int)(key % 50);
        var mainBits = pairs + 3;
        frame[..(13 + ((mainBits + 7) / 8))].Clear();
        var bits = new BitWriter(frame);
        bits.Put(0xFFE3, 16); // sync, MPEG-2.5, layer III, no checksum
        bits.Put(0x18, 8);    // 8 kbit/s, 8 kHz, no padding
        bits.Put(0xC0, 8);    // mono

        bits.Put(0, 9);       // main data begins here; private bit
        bits.Put(mainBits, 12);
        bits.Put(pairs + 1, 9);
        bits.Put(186, 8);     // global gain: quiet
        bits.Put(0, 10);      // no scale factors, long block
        bits.Put(0b00001_00001_00001, 15);
        bits.Put(7, 4);
        bits.Put(7, 3);
        bits.Put(0, 2);

        // Huffman table 1: a pair (0,0) is "1", (1,0) is "01" and a sign.
        for (var i = 0; i < pairs; i++)
        {
            bits.Put(1, 1);
        }

        bits.Put(0b010, 3);
    }
}

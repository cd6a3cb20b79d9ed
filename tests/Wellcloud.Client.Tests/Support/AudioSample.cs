using System.Buffers.Binary;
using System.Text;

namespace Wellcloud.Client.Tests.Support;

/// <summary>Small audio files, built according to the specifications of their formats.</summary>
internal static class AudioSample
{
    /// <summary>MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.</summary>
    public static byte[] Mp3(int frames) => Repeat(frames, 417, 0xFF, 0xFB, 0x90, 0x00);

    /// <summary>MPEG 2.5 layer III, 8 kbit/s, 8 kHz, as telephone systems write it: 72 bytes a frame.</summary>
    public static byte[] TelephoneMp3(int frames) => Repeat(frames, 72, 0xFF, 0xE3, 0x18, 0xC0);

    /// <summary>MPEG 2 layer III, 64 kbit/s, 22.05 kHz: 208 bytes a frame.</summary>
    public static byte[] Mpeg2(int frames) => Repeat(frames, 208, 0xFF, 0xF3, 0x80, 0xC0);

    /// <summary>MPEG 1 layer II, 192 kbit/s, 48 kHz: 576 bytes a frame.</summary>
    public static byte[] Layer2(int frames) => Repeat(frames, 576, 0xFF, 0xFD, 0xA4, 0x00);

    /// <summary>The kind of <see cref="Mp3"/> with another bit rate in every frame: 32 to 320 kbit/s.</summary>
    public static byte[] Variable(int frames)
    {
        int[] lengths = [104, 130, 156, 182, 208, 261, 313, 365, 417, 522, 626, 731, 835, 1044];
        return [.. Enumerable.Range(0, frames).SelectMany(i => Repeat(1, lengths[i % 14], 0xFF, 0xFB, (byte)(((i % 14) + 1) << 4), 0x00))];
    }

    /// <summary>A frame of the kind of <see cref="Mp3"/> with an index in it.</summary>
    public static byte[] Index(string mark, int offset)
    {
        var frame = Mp3(1);
        Encoding.ASCII.GetBytes(mark).CopyTo(frame, offset);
        return frame;
    }

    public static byte[] Adts(int frames) => Repeat(frames, 100, 0xFF, 0xF1, 0x50, 0x80, 0x0C, 0x9F, 0xFC);

    public static byte[] Id3(int size) =>
        [.. "ID3\u0003\0\0\0\0"u8, (byte)(size >> 7), (byte)(size & 0x7F), .. new byte[size]];

    public static byte[] Id3v1 => [.. "TAG"u8, .. new byte[125]];

    public static byte[] Ape(int size) => [.. "APETAGEX"u8, 0xD0, 7, 0, 0, .. Little((uint)size), 1, 0, 0, 0, 0, 0, 0, 0xA0, .. new byte[8], .. new byte[size]];

    public static byte[] Wav(int data, uint? size = null) =>
        [.. "RIFF"u8, .. Little(size ?? (uint)data + 36), .. "WAVEfmt "u8, .. Little(16), .. new byte[16], .. "data"u8, .. Little((uint)data), .. new byte[data]];

    /// <summary>Makes a WAV of chunks, with a stated file size that may be wrong.</summary>
    public static byte[] Form(uint? size, params byte[][] chunks)
    {
        byte[] content = [.. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Little(size ?? (uint)content.Length + 4), .. "WAVE"u8, .. content];
    }

    public static byte[] Chunk(string id, byte[] content, uint? size = null) =>
        [.. Encoding.ASCII.GetBytes(id), .. Little(size ?? (uint)content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] Fmt(ushort tag, ushort channels, uint rate, uint byteRate, ushort bits) => Chunk("fmt ",
        [.. Little(tag)[..2], .. Little(channels)[..2], .. Little(rate), .. Little(byteRate), .. Little(1u)[..2], .. Little(bits)[..2], 0, 0]);

    public static byte[] Rf64(int data) =>
        [.. "RF64"u8, .. Little(uint.MaxValue), .. "WAVEds64"u8, .. Little(28), .. Little((uint)data + 48), .. Little(0), .. new byte[20], .. "data"u8, .. Little(uint.MaxValue), .. new byte[data]];

    public static byte[] Aiff(int data) => [.. "FORM"u8, .. Big((uint)data + 4), .. "AIFF"u8, .. new byte[data]];

    public static byte[] Ogg(byte flags, int segments, byte lacing, string start = "") =>
    [
        .. "OggS\0"u8, flags, .. new byte[20], (byte)segments, .. Enumerable.Repeat(lacing, segments),
        .. Encoding.ASCII.GetBytes(start.PadRight(segments * lacing, '\u0001')),
    ];

    public static byte[] Box(string type, int size) => [.. Big((uint)size), .. Encoding.ASCII.GetBytes(type), .. new byte[size - 8]];

    public static byte[] Mp4(string brand) => [.. Big(16), .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), .. new byte[4]];

    private static byte[] Repeat(int frames, int length, params byte[] header)
    {
        byte[] frame = [.. header, .. Enumerable.Repeat((byte)0x55, length - header.Length)];
        return [.. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes)];
    }

    public static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Wellcloud.Client.Tests.Support;

/// <summary>Small files made by hand, after the formats' own documents.</summary>
internal static class AudioSample
{
    /// <summary>MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.</summary>
    public static byte[] Mp3(int frames) => Repeat(frames, 417, 0xFF, 0xFB, 0x90, 0x00);

    /// <summary>MPEG 2.5 layer III, 8 kbit/s, 8 kHz, as telephone systems write it: 72 bytes a frame.</summary>
    public static byte[] TelephoneMp3(int frames) => Repeat(frames, 72, 0xFF, 0xE3, 0x18, 0xC0);

    public static byte[] Adts(int frames) => Repeat(frames, 100, 0xFF, 0xF1, 0x50, 0x80, 0x0C, 0x9F, 0xFC);

    public static byte[] Id3(int size) =>
        [.. "ID3\u0003\0\0\0\0"u8, (byte)(size >> 7), (byte)(size & 0x7F), .. new byte[size]];

    public static byte[] Id3v1 => [.. "TAG"u8, .. new byte[125]];

    public static byte[] Ape(int size) => [.. "APETAGEX"u8, 0xD0, 7, 0, 0, .. Little((uint)size), .. new byte[16], .. new byte[size]];

    public static byte[] Wav(int data, uint? size = null) =>
        [.. "RIFF"u8, .. Little(size ?? (uint)data + 36), .. "WAVEfmt "u8, .. Little(16), .. new byte[16], .. "data"u8, .. Little((uint)data), .. new byte[data]];

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

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

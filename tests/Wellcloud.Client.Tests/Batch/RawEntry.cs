using System.Buffers.Binary;
using System.Text;
using Wellcloud.Client.Batch;

namespace Wellcloud.Client.Tests.Batch;

/// <summary>An entry of a zip with every field as the test wants it, stored without compression.</summary>
internal sealed record RawEntry(byte[] Name, string Content = "content")
{
    public RawEntry(string name, string content = "content")
        : this(Encoding.UTF8.GetBytes(name), content)
    {
    }

    public byte Host { get; init; }

    public uint Attributes { get; init; }

    public uint DosTime { get; init; }

    public byte[] Extra { get; init; } = [];

    private byte[] Bytes => Encoding.UTF8.GetBytes(Content);

    /// <summary>A zip of entries.</summary>
    public static byte[] Zip(params RawEntry[] entries) => Zip(isLong: false, entries);

    /// <summary>A zip whose end is that of zip64 too.</summary>
    public static byte[] Zip64(params RawEntry[] entries) => Zip(isLong: true, entries);

    /// <summary>An extra field.</summary>
    public static byte[] Field(ushort id, params byte[] content) => [.. Word(id), .. Word(content.Length), .. content];

    /// <summary>The field that states a name in UTF-8.</summary>
    public static byte[] UnicodeName(byte[] name, byte[] rawName) => Field(0x7075, [1, .. Long(Crc(rawName)), .. name]);

    public static byte[] Long(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Zip(bool isLong, RawEntry[] entries)
    {
        List<byte> zip = [];
        List<byte> directory = [];
        foreach (var entry in entries)
        {
            directory.AddRange(entry.Central(zip.Count));
            zip.AddRange(entry.Local());
        }

        var (start, size, end) = (zip.Count, directory.Count, zip.Count + directory.Count);
        zip.AddRange(directory);
        if (isLong)
        {
            zip.AddRange([.. "PK\u0006\u0006"u8, .. Wide(44), .. new byte[12], .. Wide(0), .. Wide(entries.Length), .. Wide(entries.Length), .. Wide(size), .. Wide(start)]);
            zip.RemoveRange(end + 24, 8);
            zip.AddRange([.. "PK\u0006\u0007"u8, .. new byte[4], .. Wide(end), .. Long(1)]);
        }

        zip.AddRange([
            .. "PK\u0005\u0006"u8, 0, 0, 0, 0, .. Word(entries.Length), .. Word(entries.Length),
            .. Long(isLong ? uint.MaxValue : (uint)size), .. Long(isLong ? uint.MaxValue : (uint)start), 0, 0]);
        return [.. zip];
    }

    private byte[] Local() => [.. "PK\u0003\u0004"u8, .. Shared(), 0, 0, .. Name, .. Bytes];

    private byte[] Central(int offset) =>
        [.. "PK\u0001\u0002"u8, 20, Host, .. Shared(), .. Word(Extra.Length), .. new byte[6], .. Long(Attributes), .. Long((uint)offset), .. Name, .. Extra];

    private byte[] Shared() =>
        [20, 0, 0, 0, 0, 0, .. Long(DosTime), .. Long(Crc(Bytes)), .. Long((uint)Bytes.Length), .. Long((uint)Bytes.Length), .. Word(Name.Length)];

    private static uint Crc(byte[] bytes)
    {
        var crc = Crc32.Start();
        crc.Append(bytes, bytes.Length);
        return crc.Value;
    }

    private static byte[] Word(int value) => Long((uint)value)[..2];

    private static byte[] Wide(long value) => BitConverter.GetBytes(value);
}

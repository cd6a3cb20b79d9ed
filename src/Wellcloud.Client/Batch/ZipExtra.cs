using System.Buffers.Binary;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Batch;

/// <summary>The extra fields of an entry (APPNOTE 4.5).</summary>
internal readonly ref struct ZipExtra(ReadOnlySpan<byte> bytes)
{
    public const int Zip64 = 0x0001;
    public const int Ntfs = 0x000A;
    public const int ExtendedTime = 0x5455;

    private const int UnicodePath = 0x7075;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Returns the content of a field; empty when there is none.</summary>
    public ReadOnlySpan<byte> Find(int id)
    {
        var fields = _bytes;
        while (fields.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(fields.Slice(2));
            if (4 + length > fields.Length)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(fields) == id)
            {
                return fields.Slice(4, length);
            }

            fields = fields.Slice(4 + length);
        }

        return default;
    }

    /// <summary>Returns the UTF-8 name that a field states for this entry; null when there is none, or when it belongs to another name (APPNOTE 4.6.9).</summary>
    public byte[]? UnicodeName(byte[] rawName)
    {
        var field = Find(UnicodePath);
        if (field.Length <= 5 || field[0] != 1)
        {
            return null;
        }

        var crc = Crc32.Start();
        crc.Append(rawName, rawName.Length);
        var name = field.Slice(5).ToArray();
        return BinaryPrimitives.ReadUInt32LittleEndian(field.Slice(1)) == crc.Value && NameBytes.TryReadUtf8(name) is not null ? name : null;
    }
}

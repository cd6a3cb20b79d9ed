using System.Buffers.Binary;

namespace Wellcloud.Emulator.Tenant;

/// <summary>
/// Ids that look like version 4 GUIDs and can be read back: 60 bits are a keyed permutation of a number,
/// the other 62 a checksum of them. So a tenant of any size finds an id without an index.
/// </summary>
internal sealed class Identifiers(int seed)
{
    private const ulong Mask60 = (1UL << 60) - 1;
    private const ulong Odd = 0x9E6C63D0876A9A35;
    private static readonly ulong s_inverse = InverseOf(Odd);
    private readonly ulong _key = Draw.Mix((ulong)(uint)seed + 1);

    public Guid Encode(long number)
    {
        var word = Permute((ulong)number);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((word >> 12) << 16) | 0x4000 | (word & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Check(word));
        return new Guid(bytes, bigEndian: true);
    }

    public long? Decode(string id)
    {
        if (!Guid.TryParseExact(id, "D", out var guid))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var word = ((high >> 16) << 12) | (high & 0xFFF);
        var genuine = (high & 0xF000) == 0x4000 && BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) == Check(word);
        return genuine ? (long)Restore(word) : null;
    }

    // Each step can be undone: a sum, a product with an odd number, a half folded onto the other half.
    private ulong Permute(ulong value)
    {
        value = Fold((value + _key) & Mask60) * Odd & Mask60;
        return Fold(Fold(value) * Odd & Mask60);
    }

    private ulong Restore(ulong word)
    {
        word = Fold(Fold(word) * s_inverse & Mask60);
        return (Fold(word * s_inverse & Mask60) - _key) & Mask60;
    }

    private ulong Check(ulong word) => (1UL << 63) | (Draw.Mix(word ^ _key) >> 2);

    private static ulong Fold(ulong value) => value ^ (value >> 30);

    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}

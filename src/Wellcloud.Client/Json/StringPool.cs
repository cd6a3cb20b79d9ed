using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wellcloud.Client.Json;

/// <summary>
/// Keeps texts that repeat from row to row, so that each is created once. Its size is fixed: a new text replaces an older text, and long texts
/// are not kept. Listings that run at the same time may share a pool: entries never change, and a lost entry is created again.
/// </summary>
internal sealed class StringPool
{
    /// <summary>The length in bytes of the longest text that is kept.</summary>
    public const int MaximumLength = 128;

    private const int Size = 4096;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private readonly PooledText?[] _entries = new PooledText?[Size];

    /// <summary>Returns the text of some bytes, and adds it to the pool if needed.</summary>
    /// <returns>Null when the text is too long.</returns>
    [MethodImpl(Jit.Optimize)]
    public PooledText? Find(byte[] buffer, in ValueSpan value)
    {
        if (value.Length > MaximumLength)
        {
            return null;
        }

        var utf8 = value.In(buffer);
        var hash = Hash(utf8);
        var index = hash & (Size - 1);
        if (_entries[index] is { } first && first.HasBytes(utf8))
        {
            return first;
        }

        // A second place, so that two texts with the same hash do not keep replacing each other.
        if (_entries[index ^ 1] is { } second && second.HasBytes(utf8))
        {
            return second;
        }

        var made = new PooledText(utf8.ToArray(), WireText.Decode(buffer, value), hash);
        _entries[index ^ 1] = _entries[index];
        _entries[index] = made;
        return made;
    }

    /// <summary>Hashes the length, both ends and the middle. Texts that differ elsewhere collide, which only costs an allocation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length;
        ulong hash = (uint)length;
        if (length >= sizeof(ulong))
        {
            hash ^= MemoryMarshal.Read<ulong>(utf8);
            hash = (hash * Multiplier) ^ MemoryMarshal.Read<ulong>(utf8.Slice((length - sizeof(ulong)) / 2));
            hash = (hash * Multiplier) ^ MemoryMarshal.Read<ulong>(utf8.Slice(length - sizeof(ulong)));
        }
        else
        {
            foreach (var value in utf8)
            {
                hash = (hash << 8) | value;
            }
        }

        hash *= Multiplier;
        return (int)(hash >> 40);
    }
}

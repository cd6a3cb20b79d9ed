using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wellcloud.Client.Json;

/// <summary>
/// Texts that repeat from row to row, each made once. Bounded: a new text takes the place of an older one, a long one is not kept at all,
/// so no answer can make it grow. May be shared by listings that run at the same time: an entry never changes, and a lost one is made again.
/// </summary>
internal sealed class StringPool
{
    /// <summary>In bytes; what is longer is not kept.</summary>
    public const int MaximumLength = 128;

    private const int Size = 4096;
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private readonly PooledText?[] _entries = new PooledText?[Size];

    /// <summary>The text of these bytes, from the pool if it is there.</summary>
    /// <returns>Null when the text is too long to be kept.</returns>
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
        if (_entries[index] is { } first && first.Is(utf8))
        {
            return first;
        }

        // A second place, so that two texts which meet in one do not push each other out for ever.
        if (_entries[index ^ 1] is { } second && second.Is(utf8))
        {
            return second;
        }

        var made = new PooledText(utf8.ToArray(), WireText.Decode(buffer, value), hash);
        _entries[index ^ 1] = _entries[index];
        _entries[index] = made;
        return made;
    }

    /// <summary>A quick hash of the length, both ends and the middle: texts that differ elsewhere only share two places, which costs an allocation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length;
        ulong hash = (uint)length;
        if (length >= sizeof(ulong))
        {
            hash ^= MemoryMarshal.Read<ulong>(utf8);
            hash = (hash * Odd) ^ MemoryMarshal.Read<ulong>(utf8.Slice((length - sizeof(ulong)) / 2));
            hash = (hash * Odd) ^ MemoryMarshal.Read<ulong>(utf8.Slice(length - sizeof(ulong)));
        }
        else
        {
            foreach (var value in utf8)
            {
                hash = (hash << 8) | value;
            }
        }

        hash *= Odd;
        return (int)(hash >> 40);
    }
}

using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>A text in the pool, with its UTF-8 bytes for comparison.</summary>
internal sealed class PooledText(byte[] utf8, string text, int hash)
{
    public string Text { get; } = text;

    public int Hash { get; } = hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasBytes(ReadOnlySpan<byte> other) => other.SequenceEqual(utf8);
}

using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>A text that came before, with the bytes by which it is known again.</summary>
internal sealed class PooledText(byte[] utf8, string text, int hash)
{
    public string Text { get; } = text;

    public int Hash { get; } = hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(ReadOnlySpan<byte> other) => other.SequenceEqual(utf8);
}

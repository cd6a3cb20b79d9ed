using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>An id or a path as 16 bytes of its SHA-256: what an index of millions keeps in place of the text.</summary>
/// <param name="First">The first eight bytes, big-endian. They decide to which shard an id belongs.</param>
/// <param name="Second">The next eight.</param>
internal readonly record struct TextKey(ulong First, ulong Second)
{
    /// <summary>Returns the key of a text, which is that of its UTF-8.</summary>
    public static TextKey Of(string text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Of(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, 0)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Returns the key of UTF-8 bytes.</summary>
    public static TextKey Of(ReadOnlySpan<byte> utf8)
    {
        Span<byte> digest = stackalloc byte[Digest.Length];
        Digest.Hash(utf8, digest);
        return new(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest.Slice(8)));
    }

    /// <summary>Returns a part of the digest, which is as good as any other hash.</summary>
    public override int GetHashCode() => (int)First;
}

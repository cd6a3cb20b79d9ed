using System.Security.Cryptography;

namespace Wellcloud.Client.Archive;

/// <summary>SHA-256 of bytes that are all there, in one shot where the runtime can.</summary>
internal static class Sha256
{
    /// <summary>The length of a digest in bytes.</summary>
    public const int Length = 32;

    /// <summary>Writes the digest of some bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
#if NET8_0_OR_GREATER
        SHA256.HashData(bytes, digest);
#else
        using var sha = SHA256.Create();
        sha.ComputeHash(bytes.ToArray()).CopyTo(digest);
#endif
    }
}

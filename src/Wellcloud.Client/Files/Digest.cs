using System.Security.Cryptography;

namespace Wellcloud.Client.Files;

/// <summary>Computes SHA-256, of bytes in memory or of bytes while they arrive, and writes it as <c>sha256sum</c> does.</summary>
internal sealed class Digest : IDisposable
{
    /// <summary>The length of a digest in bytes.</summary>
    public const int Length = 32;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

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

    /// <summary>Returns the digest of a file in lower-case hex.</summary>
    public static string OfFile(string path)
    {
        SpecialFile.Refuse(path);
        using var file = File.OpenRead(path);
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(file));
    }

    /// <summary>Whether a file can be read and has a digest.</summary>
    public static bool IsOfFile(string path, string? sha256)
    {
        try
        {
            return OfFile(path) == sha256;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return false;
        }
    }

    /// <summary>Returns bytes in lower-case hex.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new char[2 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = (char)Digit(bytes[i] >> 4);
            text[(2 * i) + 1] = (char)Digit(bytes[i] & 15);
        }

        return new string(text);
    }

    /// <summary>Writes bytes in lower-case hex, as ASCII.</summary>
    public static void WriteHex(ReadOnlySpan<byte> bytes, Span<byte> ascii)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            ascii[2 * i] = Digit(bytes[i] >> 4);
            ascii[(2 * i) + 1] = Digit(bytes[i] & 15);
        }
    }

    /// <summary>Adds the next bytes.</summary>
    public void Append(byte[] bytes, int count) => _hash.AppendData(bytes, 0, count);

    /// <summary>Returns the digest of all bytes so far in lower-case hex, and starts again.</summary>
    public string HexAndReset() => Hex(_hash.GetHashAndReset());

    /// <summary>Forgets the bytes so far.</summary>
    public void Reset() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);
}

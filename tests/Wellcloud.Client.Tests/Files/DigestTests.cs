using System.Text;
using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class DigestTests
{
    /// <summary>From FIPS 180-2, appendix B.1.</summary>
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Digest_of_bytes_is_sha256_in_lower_case()
    {
        var digest = new byte[Digest.Length];
        Digest.Hash("abc"u8, digest);
        Assert.Equal(OfAbc, Digest.Hex(digest));
        var ascii = new byte[2 * Digest.Length];
        Digest.WriteHex(digest, ascii);
        Assert.Equal(OfAbc, Encoding.ASCII.GetString(ascii));
    }

    [Fact]
    public void Digest_of_pieces_is_that_of_the_whole()
    {
        using var digest = new Digest();
        digest.Append("abx"u8.ToArray(), 2);
        digest.Append("c"u8.ToArray(), 1);
        Assert.Equal(OfAbc, digest.HexAndReset());
        digest.Append("lost"u8.ToArray(), 4);
        digest.Reset();
        Assert.Equal(OfNothing, digest.HexAndReset());
    }

    [Fact]
    public void Digest_of_a_file_is_that_of_its_bytes()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "abc");
            Assert.Equal(OfAbc, Digest.OfFile(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

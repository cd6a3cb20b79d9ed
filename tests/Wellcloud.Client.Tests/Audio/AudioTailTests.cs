using Wellcloud.Client.Audio;
using Xunit;

namespace Wellcloud.Client.Tests.Audio;

public sealed class AudioTailTests
{
    public static TheoryData<byte[]> Whole => new()
    {
        AudioSample.Mp3(1),
        AudioSample.Mp3(2000),
        AudioSample.TelephoneMp3(3000),
        Bytes([.. AudioSample.Id3(300), .. AudioSample.Mp3(50), .. AudioSample.Id3v1]),
        Bytes([.. AudioSample.Mp3(5), .. AudioSample.Ape(200), .. AudioSample.Id3v1]),
        AudioSample.Adts(1000),
        AudioSample.Wav(100_000),
        AudioSample.Rf64(1000),
        AudioSample.Aiff(1000),
        Bytes([.. AudioSample.Ogg(2, 1, 30), .. AudioSample.Ogg(0, 255, 254), .. AudioSample.Ogg(4, 3, 7)]),
        Bytes([.. AudioSample.Mp4("M4A "), .. AudioSample.Box("mdat", 70_000), .. AudioSample.Box("moov", 500)]),
    };

    public static TheoryData<byte[]> Unexplained => new()
    {
        AudioSample.Wav(1000, size: 0),
        AudioSample.Wav(1000, size: uint.MaxValue),
        AudioSample.Wav(1000, size: 0x7FFFFFFF),
        AudioSample.Wav(1000, size: 36),
        Bytes([.. AudioSample.Mp3(3), .. new byte[100]]),
        Bytes([.. AudioSample.Ogg(2, 1, 30), .. AudioSample.Ogg(0, 3, 200)]),
        Bytes([.. AudioSample.Ogg(2, 1, 30), .. new byte[40]]),
        Bytes([.. AudioSample.Mp4("M4A "), .. AudioSample.Box("moov", 100), 0, 0, 0, 0, .. "mdat"u8, .. new byte[10]]),
        "fLaC\0\0\0\u0022"u8.ToArray(),
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Complete_file_is_whole(byte[] file) => Assert.Equal(TailVerdict.Whole, TailOf(file));

    [Theory]
    [MemberData(nameof(Whole))]
    public void File_without_its_last_bytes_is_truncated(byte[] file)
    {
        foreach (var lost in new[] { 1, 2, 3, 5, 19 })
        {
            Assert.Equal(TailVerdict.Cut, TailOf(file[..^lost]));
        }
    }

    [Theory]
    [MemberData(nameof(Unexplained))]
    public void File_with_an_unexpected_structure_is_unknown(byte[] file) => Assert.Equal(TailVerdict.Unknown, TailOf(file));

    [Fact]
    public void MPEG4_without_its_index_is_truncated() =>
        Assert.Equal(TailVerdict.Cut, TailOf([.. AudioSample.Mp4("M4A "), .. AudioSample.Box("mdat", 700)]));

    [Fact]
    public void Mp3_is_truncated_unless_it_ends_between_frames()
    {
        var file = AudioSample.Mp3(5);
        for (var length = 418; length < file.Length; length++)
        {
            Assert.Equal(length % 417 == 0 ? TailVerdict.Whole : TailVerdict.Cut, TailOf(file[..length]));
        }
    }

    /// <summary>Tells the compiler that a collection expression is an array of bytes.</summary>
    private static byte[] Bytes(byte[] bytes) => bytes;

    private static TailVerdict TailOf(byte[] file)
    {
        var walk = AudioWalk.Begin(AudioFormat.Detect(file));
        walk?.Append(file);
        return walk?.Tail ?? TailVerdict.Unknown;
    }
}

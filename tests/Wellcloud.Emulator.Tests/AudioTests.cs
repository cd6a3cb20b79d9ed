using System.Security.Cryptography;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class AudioTests
{
    [Fact]
    public void Audio_is_a_tag_and_whole_frames_as_long_as_the_call()
    {
        var audio = new EmulatedAudio(null);
        var recording = new EmulatedTenant(10, 1, audio)[3];
        var bytes = audio.Bytes(recording);
        Assert.Equal("ID3"u8.ToArray(), bytes[..3]);
        var at = 10 + (bytes[8] << 7) + bytes[9];
        var frames = 0;
        for (; at < bytes.Length; at += Mp3Frames.Size, frames++)
        {
            Assert.Equal([0xFF, 0xE3, 0x18, 0xC0], bytes[at..(at + 4)]);
        }

        Assert.Equal(bytes.Length, at);
        Assert.InRange(frames * Mp3Frames.Size, recording.CallLength * 1000, (recording.CallLength * 1000) + Mp3Frames.Size);
    }

    [Fact]
    public void Range_equals_the_same_bytes_of_the_whole_file()
    {
        var audio = new EmulatedAudio(1003);
        var recording = new EmulatedTenant(10, 1, audio)[0];
        var whole = audio.Bytes(recording);
        for (var from = 0; from < whole.Length; from += 13)
        {
            for (var to = from; to <= whole.Length; to += 101)
            {
                Assert.Equal(whole[from..to], audio.Bytes(recording, from, to));
            }
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Fixed_size_is_exact(long size)
    {
        var audio = new EmulatedAudio(size);
        Assert.Equal(size, audio.Bytes(new EmulatedTenant(3, 1, audio)[1]).Length);
    }

    [Fact]
    public void Every_recording_has_different_audio()
    {
        var audio = new EmulatedAudio(1000);
        var tenant = new EmulatedTenant(500, 1, audio);
        Assert.Equal(500, Enumerable.Range(0, 500).Select(i => audio.Sha256(tenant[i])).Distinct().Count());
    }

    [Fact]
    public async Task Stream_and_hash_agree_with_the_bytes()
    {
        var audio = new EmulatedAudio(200_001);
        var recording = new EmulatedTenant(3, 1, audio)[2];
        var stream = new MemoryStream();
        await audio.WriteAsync(recording, stream, 0, audio.Length(recording));
        Assert.Equal(audio.Bytes(recording), stream.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())), audio.Sha256(recording));
    }

    [Fact]
    public void End_of_four_gigabytes_is_produced_at_once()
    {
        const long Size = 4L << 30;
        var audio = new EmulatedAudio(Size);
        Assert.Equal(1000, audio.Bytes(new EmulatedTenant(3, 1, audio)[0], Size - 1000, Size).Length);
    }
}

using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>Bytes of which only the service says that they are whole audio.</summary>
public sealed class DoubtfulAudioTests
{
    public static TheoryData<string, byte[], bool> Bodies => new()
    {
        { "audio/mpeg", AudioSample.Mp3(20), false },
        { "audio/mpeg", [.. new byte[5000], .. AudioSample.Mp3(20)], false },
        { "audio/mpeg", Noise(5000), true },
        { "audio/wav", Noise(5000), true },
        { "audio/gsm", Noise(5000), false },
        { "audio/x-new", Noise(5000), false },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Audio_that_does_not_look_like_its_format_is_saved_and_doubtful(string type, byte[] body, bool isDoubtful)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        (call.ContentType, call.Audio) = (type, body);
        var isFailed = body.Take(4096).All(static value => value == 0);
        var result = await archive.SyncAsync();
        Assert.Equal((isFailed ? 0 : 1, isFailed ? 1 : 0), (result.Saved, result.Failed));
        Assert.Equal(isDoubtful, archive.Outcomes[^1].IsDoubtful);
    }

    [Theory]
    [InlineData(false, 1, true)]
    [InlineData(false, 0, false)]
    [InlineData(false, null, false)]
    [InlineData(true, 1, false)]
    public async Task Audio_without_a_length_that_is_smaller_than_its_row_says_is_saved_and_doubtful(bool hasLength, int? more, bool isDoubtful)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        (call.HasLength, call.FileSize) = (hasLength, more is null ? null : call.Audio.Length + more);
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.Equal(isDoubtful, archive.Outcomes[^1].IsDoubtful);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    /// <summary>Bytes without a frame of audio.</summary>
    private static byte[] Noise(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)((i * 37 % 200) + 1))];
}

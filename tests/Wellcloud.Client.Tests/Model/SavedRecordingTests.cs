using Xunit;

namespace Wellcloud.Client.Tests.Model;

public sealed class SavedRecordingTests
{
    [Theory]
    [InlineData(29.9, 60, true)]
    [InlineData(30, 60, false)]
    [InlineData(0, 6, true)]
    [InlineData(0, 5, false)]
    [InlineData(4, 9, false)]
    [InlineData(90, 60, false)]
    public void Audio_is_short_below_half_of_its_call_and_more_than_five_seconds_less(double audio, int call, bool isShort) =>
        Assert.Equal(isShort, new SavedRecording { AudioLength = TimeSpan.FromSeconds(audio), Recording = new() { CallLength = call } }.HasShortAudio());

    [Fact]
    public void Audio_of_unknown_length_or_of_an_unknown_call_is_not_short()
    {
        Assert.False(new SavedRecording { Recording = new() { CallLength = 60 } }.HasShortAudio());
        Assert.False(new SavedRecording { AudioLength = TimeSpan.Zero, Recording = new() }.HasShortAudio());
        Assert.False(new SavedRecording { AudioLength = TimeSpan.Zero }.HasShortAudio());
    }
}

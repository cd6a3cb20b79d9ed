using Wellcloud.Help.Text;
using Xunit;

namespace Wellcloud.Help.Tests;

public sealed class WrapTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("a-long-word b", 5, "a-long-word|b")]
    [InlineData("录音归档账本", 6, "录音归|档账本")]
    [InlineData("录音，归档", 4, "录|音，|归档")]
    [InlineData("录（音）", 6, "录|（音）")]
    [InlineData("用 Get-WcRecording 列出", 12, "用|Get-WcRecording|列出")]
    [InlineData("请看WellCloud的录音", 11, "请看|WellCloud的|录音")]
    public void Text_breaks_at_spaces_and_between_wide_characters(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join("|", Wrap.Lines(text, width)));

    [Fact]
    public void Every_character_is_kept()
    {
        const string text = "保存（“录音”）到 ./audio，然后 Test-WcRecordingArchive 校验：完好。";
        foreach (var width in Enumerable.Range(8, 60))
        {
            Assert.Equal(text.Replace(" ", ""), string.Concat(Wrap.Lines(text, width)).Replace(" ", ""));
        }
    }
}

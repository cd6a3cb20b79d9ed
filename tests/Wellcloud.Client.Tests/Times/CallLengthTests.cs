using Wellcloud.Client.Times;
using Xunit;

namespace Wellcloud.Client.Tests.Times;

public sealed class CallLengthTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("1:30", 90)]
    [InlineData("01:30", 90)]
    [InlineData(" 2:43 ", 163)]
    [InlineData("90:00", 5400)]
    [InlineData("1:02:03", 3723)]
    [InlineData("00:01:30", 90)]
    [InlineData("０：４５", 45)]
    [InlineData("2m", 120)]
    [InlineData("2 min", 120)]
    [InlineData("90S", 90)]
    [InlineData("1h", 3600)]
    [InlineData("2分钟", 120)]
    [InlineData("２分", 120)]
    [InlineData("90秒", 90)]
    [InlineData("1小时", 3600)]
    [InlineData("0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    public void Length_is_read_as_the_table_shows_it(string text, int seconds) => Assert.Equal(seconds, CallLength.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1:3")]
    [InlineData("1:60")]
    [InlineData("1:60:00")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("999999h")]
    [InlineData("-2m")]
    [InlineData("2d")]
    [InlineData("two minutes")]
    public void Other_text_is_refused_with_the_forms(string text) =>
        Assert.Contains("1:30", Assert.Throws<FormatException>(() => CallLength.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Span_is_taken_in_whole_seconds()
    {
        Assert.Equal(90, CallLength.From(TimeSpan.FromMinutes(1.5)));
        Assert.Throws<FormatException>(() => CallLength.From(TimeSpan.FromSeconds(-1)));
        Assert.Throws<FormatException>(() => CallLength.From(TimeSpan.MaxValue));
    }
}

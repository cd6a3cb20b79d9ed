using Wellcloud.Help.About;
using Wellcloud.Help.Pages;
using Wellcloud.Help.Text;
using Xunit;

namespace Wellcloud.Help.Tests;

public sealed class AboutTopicTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-Hans")]
    public void Topic_fits_a_console_and_begins_with_a_byte_order_mark(string culture)
    {
        Assert.Empty(_place.Build());
        var path = Path.Combine(_place.Output, culture, "about_Wellcloud.Recordings.help.txt");
        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, File.ReadAllBytes(path).Take(3));
        var lines = File.ReadAllLines(path);
        Assert.Equal("    about_Wellcloud.Recordings", lines[1]);
        Assert.StartsWith("    ", lines[4], StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.InRange(Columns.Of(line), 0, AboutTopic.Width));
    }

    [Fact]
    public void Code_that_is_too_wide_is_refused()
    {
        var code = new string('x', 73);
        var fault = Assert.Throws<PageException>(() => AboutTopic.Lines($"# about_x\n\nShort.\n\n```\n{code}\n```\n"));
        Assert.Contains(code, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_a_list_have_no_empty_lines_between_and_are_indented() => Assert.Equal(
        ["    - " + new string('a', 70), "      " + new string('b', 70), "    - c", ""],
        AboutTopic.Lines($"# about_x\n\nShort.\n\n- {new string('a', 70)} {new string('b', 70)}\n- c\n").SkipWhile(static line => line != "LONG DESCRIPTION").Skip(1));
}

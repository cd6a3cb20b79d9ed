using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class SafeSegmentTests
{
    [Theory]
    [InlineData("8001@test.cc", "8001@test.cc")]
    [InlineData("张三", "张三")]
    [InlineData("a/b\\c", "a_b_c")]
    [InlineData("..", "__")]
    [InlineData("...", "_._")]
    [InlineData(" .hidden", "_.hidden")]
    [InlineData(".wellcloud", "_wellcloud")]
    [InlineData("SHA256SUMS", "SHA256SUMS_")]
    [InlineData("sha256sums", "sha256sums_")]
    [InlineData("Acme Inc.", "Acme Inc_")]
    [InlineData("end ", "end_")]
    [InlineData("con", "con_")]
    [InlineData("Con.tar.gz", "Con_.tar.gz")]
    [InlineData("NUL .txt", "NUL_ .txt")]
    [InlineData("com\u00B2", "com\u00B2_")]
    [InlineData("COM10", "COM10")]
    [InlineData("cloc\u212A$", "clocK$_")]
    [InlineData("conout$", "conout$_")]
    [InlineData("a\u202Eb\u200Bc\uFEFF", "a_b_c_")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("", "unknown")]
    public void Forbidden_parts_are_replaced(string text, string expected) => Assert.Equal(expected, SafeSegment.From(text));

    [Fact]
    public void Unpaired_surrogate_is_replaced() => Assert.Equal("a__b", SafeSegment.From("a\uD800\uD800b"));

    [Fact]
    public void Long_text_is_cut_between_characters_and_marked()
    {
        var first = string.Concat(Enumerable.Repeat("\U0001F600", 200));
        var names = new[] { SafeSegment.From(first), SafeSegment.From(first + "a"), SafeSegment.From(first + "b") };

        Assert.All(names, Portable.AssertSegment);
        Assert.All(names, name => Assert.Matches("^(\U0001F600)+~[0-9a-f]{16}$", name));
        Assert.Distinct(names);
    }

    [Fact]
    public void Cut_keeps_a_letter_and_its_accents_together()
    {
        var name = SafeSegment.From(new string('a', 197) + "x\u0327\u0323" + new string('b', 40));

        Assert.StartsWith(new string('a', 197) + "~", name);
    }

    [Fact]
    public void Any_text_gives_a_portable_name_that_needs_no_further_change() =>
        HostileText.Check(HostileText.Any, 20_000, text =>
        {
            var name = SafeSegment.From(text);

            Portable.AssertSegment(name);
            Assert.Equal(name, SafeSegment.From(name));
        });

    [Fact]
    public void Any_text_gives_a_file_name_that_the_folder_lists_unchanged()
    {
        var folder = Directory.CreateTempSubdirectory("wellcloud-names-");
        try
        {
            HostileText.Check(HostileText.Any, 10_000, text =>
            {
                var name = SafeSegment.From(text) + new string('x', 40);
                var path = SafePath.Combine(folder.FullName, name);
                File.Create(path).Dispose();
                Assert.Equal(name, Assert.Single(folder.GetFiles()).Name);
                File.Delete(path);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

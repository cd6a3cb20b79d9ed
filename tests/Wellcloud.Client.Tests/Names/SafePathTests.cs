using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class SafePathTests
{
    private static readonly string _root = Path.Combine(Path.GetTempPath(), "wellcloud-root");

    [Fact]
    public void Name_is_placed_below_the_root()
    {
        Assert.Equal(Path.Combine(_root, "a", "b"), SafePath.Combine(_root, "a/b"));
        Assert.Equal(Path.Combine(_root, "a"), SafePath.Combine(_root + Path.DirectorySeparatorChar, "a"));
        Assert.Equal(Path.GetFullPath("/a"), SafePath.Combine("/", "a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../x")]
    [InlineData("a/../../wellcloud-root-2/x")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    public void Name_that_leaves_the_root_is_refused(string name) => AssertUnsafe(name, () => SafePath.Combine(_root, name));

    [Theory]
    [InlineData("a/b.wav", "a/b.wav")]
    [InlineData("a\\b.wav", "a/b.wav")]
    [InlineData("./a//b/", "a/b")]
    [InlineData("录音/张三.mp3", "录音/张三.mp3")]
    [InlineData("com10.wav", "com10.wav")]
    public void Entry_is_placed_below_the_root(string name, string expected) =>
        Assert.Equal(Path.Combine([_root, .. expected.Split('/')]), SafePath.ForEntry(_root, name));

    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("/etc/passwd")]
    [InlineData("\\windows")]
    [InlineData("\\\\server\\share\\x")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("../x")]
    [InlineData("a/../x")]
    [InlineData("a\\..\\..\\x")]
    [InlineData("a.wav:stream")]
    [InlineData("nul")]
    [InlineData("a/com1.wav")]
    [InlineData("a\u0007.wav")]
    [InlineData("a\0.wav")]
    [InlineData("a\u202E3pm.wav")]
    [InlineData("a./b")]
    [InlineData("a /b")]
    [InlineData(".WellCloud/ledger")]
    public void Dangerous_entry_is_refused(string name) => AssertUnsafe(name, () => SafePath.ForEntry(_root, name));

    [Fact]
    public void Entry_beyond_the_limits_of_a_system_is_refused()
    {
        AssertUnsafe(new string('张', 72), () => SafePath.ForEntry(_root, new string('张', 72)));
        AssertUnsafe("a\uD800.wav", () => SafePath.ForEntry(_root, "a\uD800.wav"));
        var deep = string.Concat(Enumerable.Repeat("a/", 600));
        AssertUnsafe(deep, () => SafePath.ForEntry(_root, deep));
    }

    [Fact]
    public void Any_name_is_placed_below_the_root_or_refused() =>
        HostileText.Check(HostileText.Any, 20_000, name =>
        {
            AssertBelow(() => SafePath.Combine(_root, name));
            AssertBelow(() => SafePath.ForEntry(_root, name));
        });

    private static void AssertBelow(Func<string> combine)
    {
        string path;
        try
        {
            path = combine();
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.UnsafePath)
        {
            return;
        }

        Assert.Equal(Path.GetFullPath(path), path);
        Assert.StartsWith(_root + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_shows_folders_but_no_control_characters()
    {
        var fault = Assert.Throws<WellcloudException>(static () => SafePath.ForEntry(_root, "..\\a\u202Eb\u001B" + new string('c', 5000)));
        Assert.Contains("../a_b_ccc", fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Message.Length, 200, 500);
    }

    private static void AssertUnsafe(string name, Func<string> combine)
    {
        var fault = Assert.Throws<WellcloudException>(combine);
        Assert.Equal(WellcloudError.UnsafePath, fault.Error);
        Assert.Equal(name, fault.Target);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }
}

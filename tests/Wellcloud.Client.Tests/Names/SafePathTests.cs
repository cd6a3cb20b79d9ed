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

    /// <summary>Windows takes such a root as it is: with slashes it is no path, and nothing resolves dots.</summary>
    [Theory]
    [InlineData("a/b", @"\\?\C:\root\a\b")]
    [InlineData("a//b/./c", @"\\?\C:\root\a\b\c")]
    [InlineData("../x", null)]
    [InlineData("a/../../x", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("D:/x", null)]
    [InlineData("", null)]
    public void Name_is_placed_below_a_root_that_Windows_takes_as_it_is(string name, string? expected)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Such a root is for Windows.");
        foreach (var root in new[] { @"\\?\C:\root", @"\\?\C:\root\" })
        {
            if (expected is null)
            {
                AssertUnsafe(name, () => SafePath.Combine(root, name));
            }
            else
            {
                Assert.Equal(expected, SafePath.Combine(root, name));
            }
        }
    }

    [Theory]
    [InlineData("a/b.wav", "a/b.wav")]
    [InlineData("a\\b.wav", "a/b.wav")]
    [InlineData("./a//b/", "a/b")]
    [InlineData("录音/张三.mp3", "录音/张三.mp3")]
    [InlineData("com10.wav", "com10.wav")]
    [InlineData("/mnt/volumes/recordings/a.mp3", "mnt/volumes/recordings/a.mp3")]
    [InlineData("\\windows", "windows")]
    [InlineData("\\\\server/share\\x", "server/share/x")]
    [InlineData("2016-07-07 09:33:14.mp3", "2016-07-07 09_33_14.mp3")]
    [InlineData("a.wav:stream", "a.wav_stream")]
    [InlineData("a<b>\"c\"|d?*.mp3", "a_b__c__d__.mp3")]
    [InlineData("nul", "nul_")]
    [InlineData("a/com1.wav", "a/com1_.wav")]
    [InlineData("a\u0007.wav", "a_.wav")]
    [InlineData("a\0.wav", "a_.wav")]
    [InlineData("a\u202E3pm.wav", "a_3pm.wav")]
    [InlineData("a./b", "a_/b")]
    [InlineData(".. /b", "_._/b")]
    [InlineData("a /b", "a_/b")]
    [InlineData(".WellCloud/ledger", "_WellCloud/ledger")]
    public void Entry_is_placed_below_the_root(string name, string expected) =>
        Assert.Equal(Path.Combine([_root, .. expected.Split('/')]), SafePath.ForEntry(_root, name));

    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("/")]
    [InlineData("/../x")]
    [InlineData("/C:/x")]
    [InlineData("\\\\?\\C:\\x")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("../x")]
    [InlineData("a/../x")]
    [InlineData("a\\..\\..\\x")]
    public void Dangerous_entry_is_refused(string name) => AssertUnsafe(name, () => SafePath.ForEntry(_root, name));

    [Fact]
    public void Long_entry_name_is_shortened_and_keeps_its_extension()
    {
        var (first, second) = (SafePath.ForEntry(_root, new string('张', 90) + "a.mp3"), SafePath.ForEntry(_root, new string('张', 90) + "b.mp3"));
        Assert.NotEqual(first, second);
        Assert.EndsWith(".mp3", first, StringComparison.Ordinal);
        Portable.AssertRelative(Path.GetFileName(first));
    }

    [Fact]
    public void Entry_beyond_the_limits_of_a_system_is_refused()
    {
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
    public void Any_entry_gets_a_name_that_every_system_allows_or_is_refused() =>
        HostileText.Check(HostileText.Any, 20_000, name =>
        {
            try
            {
                Portable.AssertRelative(Path.GetRelativePath(_root, SafePath.ForEntry(_root, name)).Replace(Path.DirectorySeparatorChar, '/'));
            }
            catch (WellcloudException fault) when (fault.Error == WellcloudError.UnsafePath)
            {
                // Refused.
            }
        });

    [Fact]
    public void Message_shows_the_name_as_it_is_without_control_characters()
    {
        var fault = Assert.Throws<WellcloudException>(static () => SafePath.ForEntry(_root, "..\\a:?\u202Eb\u001B" + new string('c', 5000)));
        Assert.Contains("..\\a:?_b_ccc", fault.Message, StringComparison.Ordinal);
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

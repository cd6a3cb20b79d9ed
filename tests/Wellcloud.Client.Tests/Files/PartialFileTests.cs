using System.Diagnostics;
using System.Text;
using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class PartialFileTests : IDisposable
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly Uri _origin = new("http://service.invalid/");

    private readonly Watch _watch = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");

    private string Partial => Path.Combine(_folder.FullName, "a" + OwnFiles.PartialSuffix);

    private IEnumerable<string> Files => _folder.EnumerateFiles().Select(static file => file.Name).Order(StringComparer.Ordinal);

    [Fact]
    public void Kept_bytes_are_recovered_with_their_digest()
    {
        Leave("\"v1\"");
        using (var partial = Open())
        {
            Assert.Equal((2, "\"v1\"", 3L, "audio/mpeg"), (partial.Length, partial.Validator, partial.Announced, partial.ContentType));
            Assert.Equal(["restart audio/mpeg", "ab"], _watch.Seen);
            partial.Append("c"u8.ToArray(), 1);
            Assert.Equal(["restart audio/mpeg", "ab", "c"], _watch.Seen);
            Assert.Equal(OfAbc, partial.Seal(flush: true));
            partial.MoveTo(Path.Combine(_folder.FullName, "a.mp3"), isNamed: false);
        }

        Assert.Equal(["a.mp3"], Files);
    }

    [Fact]
    public void Bytes_without_a_validator_are_not_kept()
    {
        Leave(null);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData("other", "http://service.invalid/")]
    [InlineData("id", "http://other.invalid/")]
    public void Bytes_of_another_recording_or_service_are_discarded(string id, string origin)
    {
        Leave("\"v1\"");
        using var partial = PartialFile.Open(Partial, id, new Uri(origin), _watch);
        Assert.Equal((0, null), (partial.Length, partial.Validator));
        Assert.Equal(["restart "], _watch.Seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("{\"Id\":")]
    public void Bytes_without_a_readable_sidecar_are_discarded(string? sidecar)
    {
        Leave("\"v1\"");
        File.Delete(Partial + OwnFiles.SidecarSuffix);
        if (sidecar is not null)
        {
            File.WriteAllText(Partial + OwnFiles.SidecarSuffix, sidecar);
        }

        using var partial = Open();
        Assert.Equal(0, partial.Length);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("broken link")]
    [InlineData("hard link")]
    [InlineData("link to what was left")]
    [InlineData("sidecar link")]
    public void Link_in_the_place_of_a_partial_file_is_replaced_and_never_written_to(string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        if (how == "link to what was left")
        {
            Leave("\"v1\"");
            File.Move(Partial, elsewhere);
        }
        else if (how != "broken link")
        {
            File.WriteAllText(elsewhere, how == "hard link" ? "" : "precious");
        }

        if (how == "hard link")
        {
            using var maker = Process.Start("ln", [elsewhere, Partial]);
            maker.WaitForExit();
        }
        else
        {
            File.CreateSymbolicLink(how == "sidecar link" ? Partial + OwnFiles.SidecarSuffix : Partial, elsewhere);
        }

        var before = File.Exists(elsewhere) ? File.ReadAllText(elsewhere) : null;
        var target = Path.Combine(_folder.FullName, "a.mp3");
        using (var partial = Open())
        {
            Assert.Equal(0, partial.Length);
            partial.Restart("audio/mpeg", "\"v2\"", 3);
            partial.Append("abc"u8.ToArray(), 3);
            partial.Keep();
        }

        using (var partial = Open())
        {
            partial.Append("c"u8.ToArray(), 1);
            partial.MoveTo(target, isNamed: false);
        }

        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal("abc", File.ReadAllText(target));
        Assert.Equal(before, File.Exists(elsewhere) ? File.ReadAllText(elsewhere) : null);
        Assert.Equal(before is null ? ["a.mp3"] : ["a.mp3", "elsewhere"], Files);
    }

    [Fact]
    public void Complete_file_overwrites_its_target()
    {
        var target = Path.Combine(_folder.FullName, "a.mp3");
        File.WriteAllText(target, "old");
        using (var partial = Open())
        {
            partial.Append("new"u8.ToArray(), 3);
            partial.MoveTo(target, isNamed: false);
        }

        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal(["a.mp3"], Files);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private PartialFile Open() => PartialFile.Open(Partial, "id", _origin, _watch);

    /// <summary>Leaves the first two of three bytes, as a transfer that was cut off does.</summary>
    private void Leave(string? validator)
    {
        using var partial = Open();
        partial.Restart("audio/mpeg", validator, 3);
        partial.Append("ab"u8.ToArray(), 2);
        partial.Keep();
        _watch.Seen.Clear();
    }

    private sealed class Watch : IByteWatch
    {
        public List<string> Seen { get; } = [];

        public void Restart(string? contentType) => Seen.Add("restart " + contentType);

        public void Append(ReadOnlySpan<byte> bytes) => Seen.Add(Encoding.ASCII.GetString(bytes));
    }
}

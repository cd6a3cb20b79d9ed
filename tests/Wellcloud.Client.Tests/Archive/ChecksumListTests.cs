using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Wellcloud.Client.Archive;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class ChecksumListTests
{
    [Fact]
    public async Task Sha256sum_accepts_the_list()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await run.SyncAsync(new() { Shard = Shard.Parse("0/2") });

        Assert.Equal(run.Files().Length, File.ReadLines(Path.Combine(run.Path, "SHA256SUMS")).Count());
        if (!OperatingSystem.IsWindows())
        {
            await CheckSumsAsync(run);
        }
    }

    [Fact]
    public async Task Odd_names_are_escaped_as_sha256sum_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow such names.");
        await using var run = await ArchiveRun.StartAsync(3);
        await run.SyncAsync();
        var last = (await File.ReadAllLinesAsync(run.Ledger))[^1];
        var file = Assert.Single(run.Files(), path => last.Contains(Path.GetFileName(path)));
        const string odd = "a\\b\nc\r é#*录.mp3";
        File.Move(file, Path.Combine(run.Path, odd));
        var line = JsonNode.Parse(last)!.AsObject();
        line["seq"] = line["seq"]!.GetValue<int>() + 1;
        line["prev"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(last)));
        line["path"] = odd;
        await File.AppendAllTextAsync(run.Ledger, line.ToJsonString() + "\n");
        File.Delete(Path.Combine(run.Path, "SHA256SUMS"));

        Assert.Equal(0, (await run.SyncAsync()).Saved);

        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(run.Files().Length, File.ReadLines(Path.Combine(run.Path, "SHA256SUMS")).Count());
        await CheckSumsAsync(run);
    }

    [Fact]
    public async Task Force_rewrites_a_changed_checksum_list()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await run.SyncAsync();
        var sums = Path.Combine(run.Path, "SHA256SUMS");
        var before = await File.ReadAllTextAsync(sums);
        await File.WriteAllTextAsync(sums, "junk");
        await run.SyncAsync(new() { Force = true });
        Assert.Equal(before, await File.ReadAllTextAsync(sums));
    }

    [Theory]
    [InlineData("a digit")]
    [InlineData("a line")]
    [InlineData("another line")]
    [InlineData("the end")]
    [InlineData("everything")]
    public async Task Changed_checksum_list_makes_the_archive_invalid(string what)
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await run.SyncAsync(new() { Shard = Shard.Parse("0/2") });
        var list = Path.Combine(run.Path, "SHA256SUMS");
        var text = await File.ReadAllTextAsync(list);
        var lines = text.Split('\n')[..^1];

        // The order does not matter, as it does not to sha256sum.
        await File.WriteAllTextAsync(list, string.Concat(lines.Reverse().Select(static line => line + "\n")));
        Assert.True((await run.TestAsync()).IsValid);

        await File.WriteAllTextAsync(list, what switch
        {
            "a digit" => (text[0] == '0' ? '1' : '0') + text[1..],
            "a line" => string.Concat(lines.Skip(1).Select(static line => line + "\n")),
            "another line" => text + lines[0] + "\n",
            "the end" => text[..^1],
            _ => "",
        });
        var test = await run.TestAsync();
        Assert.Equal((list, false), (Assert.Single(test.Corrupt), test.IsValid));
        Assert.True((await run.TestAsync(sizeOnly: true)).IsValid);

        await run.SyncAsync(new() { Force = true });
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task List_that_a_killed_run_left_outdated_is_not_judged()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await run.SyncAsync();
        await File.WriteAllTextAsync(Path.Combine(run.Path, "SHA256SUMS"), "the list before the killed run\n");
        Assert.False((await run.TestAsync()).IsValid);
        await File.WriteAllBytesAsync(Path.Combine(run.Path, ".wellcloud", "sums.outdated"), []);
        Assert.True((await run.TestAsync()).IsValid);
    }

    /// <summary>On Windows, a shard could not set the mark while another shard set it.</summary>
    [Fact]
    public async Task Mark_that_another_shard_has_open_does_not_stop_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        var mark = Path.Combine(run.Path, ".wellcloud", "sums.outdated");
        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        using (new FileStream(mark, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            Assert.Equal(3, (await run.SyncAsync()).Decided);
        }

        await run.SyncAsync();
        Assert.False(File.Exists(mark));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task List_is_written_again_after_a_kill_while_it_was_written()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await run.SyncAsync();
        var sums = Path.Combine(run.Path, "SHA256SUMS");
        var before = await File.ReadAllTextAsync(sums);
        await File.WriteAllTextAsync(sums, "the list before the killed run");
        var mark = Path.Combine(run.Path, ".wellcloud", "sums.updating");
        await File.WriteAllBytesAsync(mark, []);
        Assert.Equal(0, (await run.SyncAsync()).Saved);
        Assert.Equal(before, await File.ReadAllTextAsync(sums));
        Assert.False(File.Exists(mark));
    }

    private static async Task CheckSumsAsync(ArchiveRun run)
    {
        using var check = Process.Start(new ProcessStartInfo("sha256sum", ["-c", "--quiet", "--strict", "SHA256SUMS"]) { WorkingDirectory = run.Path })!;
        await check.WaitForExitAsync();
        Assert.Equal(0, check.ExitCode);
    }
}

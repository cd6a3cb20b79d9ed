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

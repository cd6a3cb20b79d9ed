using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class KillTests
{
    private const int Kills = 50;

    [Fact]
    public async Task Fifty_kills_at_random_moments_lose_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(1000, options: new() { AudioBytes = 60_000 });
        var random = new Random((int)Seed.Take());
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAndKillAsync(run, random.Next(20));
        }

        var before = run.Files().Count(static file => !file.Contains(".partial"));
        var result = await run.SyncAsync();

        // Outside this range the kills came too late to prove anything.
        Assert.InRange(result.Saved, 1, 990);
        Assert.True(before > Kills);
        Assert.Equal(0, result.Failed);
        var test = await run.TestAsync();
        Assert.True(test.IsValid, string.Join("\n", test.LedgerProblems.Concat(test.Unlisted).Concat(test.Corrupt).Concat(test.Absent)));

        var expected = run.Recordings.Where(static recording => recording.HasAudio).ToDictionary(static recording => recording.Id, run.Server.Audio.Sha256);
        var saved = (await run.ReadAsync()).Where(static one => one.Path is not null).ToDictionary(static one => one.Id);
        Assert.Equal(expected.Keys.Order(), saved.Keys.Order());
        Assert.Equal(expected.Count, run.Files().Length);
        foreach (var (id, one) in saved)
        {
            using var file = File.OpenRead(one.Path!);
            Assert.Equal(expected[id], Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file)));
        }
    }

    /// <summary>Runs a sync in another process until it has reported some decisions, and kills the process during its other transfers.</summary>
    private static async Task RunAndKillAsync(ArchiveRun run, int decisions)
    {
        var program = typeof(KillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ArchiveCrash").Value!;
        var start = new ProcessStartInfo("dotnet", [program, run.Server.BaseUri.AbsoluteUri, run.Path]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["WELLCLOUD_TOKEN"] = run.Server.Token;
        using var process = Process.Start(start)!;
        try
        {
            Assert.Equal('.', process.StandardOutput.Read());
            for (var decided = 0; decided < decisions; decided++)
            {
                Assert.Equal('.', process.StandardOutput.Read());
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}

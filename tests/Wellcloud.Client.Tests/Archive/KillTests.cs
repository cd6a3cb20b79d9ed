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
            await RunAndKillAsync(run.Server.BaseUri, run.Server.Token, random.Next(20), run.Path);
        }

        var before = run.Files().Count(static file => !file.Contains(".partial"));
        var result = await run.SyncAsync();

        // Outside this range, the kills came too late to prove anything.
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

    [Fact]
    public async Task Sixty_kills_of_removals_and_of_recordings_judged_again_lose_nothing()
    {
        await using var archive = new CallArchive();
        var service = archive.Service;
        for (var number = 0; number < 240; number++)
        {
            service.Add($"call-{number:000}", archive.Now.AddDays(-100), seconds: 20);
        }

        await archive.SyncAsync();
        var random = new Random((int)Seed.Take());
        for (var kill = 0; kill < 60; kill++)
        {
            if (kill % 2 == 0)
            {
                // One of the removals before may not have begun, so the same ids are tried again.
                await RunAndKillAsync(service.BaseUri, "token", random.Next(14), [archive.Path, .. Enumerable.Range(kill * 2, 6).Select(static number => $"call-{number:000}")]);
            }
            else
            {
                // Not those that are removed: a file that a killed sync has replaced is not the file that a killed removal deletes.
                Change(service.Calls[random.Next(122, 240)], kill);
                Change(service.Calls[random.Next(122, 240)], kill);
                Change(service.Calls[random.Next(122, 240)], kill);
                await RunAndKillAsync(service.BaseUri, "token", random.Next(4), archive.Path);
            }

            // At any moment, what the ledger and the checksum list name is there.
            Assert.All(archive.Sums, line => Assert.True(File.Exists(Path.Combine(archive.Path, line[66..])), line));
            Assert.Empty((await archive.TestAsync()).Absent);
        }

        var result = await archive.SyncAsync();
        Assert.Equal((240, 0), (result.Listed, result.Failed));
        Assert.InRange(result.Removed, 20, 120);
        var test = await archive.TestAsync();
        Assert.True(test.IsValid, string.Join("\n", test.LedgerProblems.Concat(test.Unlisted).Concat(test.Corrupt).Concat(test.Absent)));
        Assert.Equal(240 - result.Removed, test.Files);
        Assert.Equal(test.Files, archive.Sums.Length);
        foreach (var call in service.Calls)
        {
            var saved = await archive.ReadAsync(call.Id);
            if (saved.Status != SaveStatus.Removed)
            {
                Assert.Equal(call.Audio, await File.ReadAllBytesAsync(saved.Path!));
            }
        }
    }

    private static void Change(CallService.Call call, int kill) => (call.Seconds, call.Audio, call.ETag) = (kill + 30, AudioSample.Mp3(kill + 30), $"\"{kill}\"");

    /// <summary>Runs a sync or a removal in another process until it has shown some dots, and kills the process on its way to the next dot.</summary>
    private static async Task RunAndKillAsync(Uri service, string token, int dots, params string[] arguments)
    {
        using var process = ArchiveProgram.Start([], service, token, arguments);
        try
        {
            Assert.Equal('.', process.StandardOutput.Read());
            process.StandardInput.Write('.');

            // A run with less to do than expected ends before.
            for (var dot = 0; dot < dots && process.StandardOutput.Read() >= 0; dot++)
            {
                process.StandardInput.Write('.');
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}

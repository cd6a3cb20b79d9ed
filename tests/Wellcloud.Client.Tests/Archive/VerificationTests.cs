using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class VerificationTests
{
    [Fact]
    public async Task Absent_corrupt_and_unlisted_files_are_named()
    {
        await using var run = await ArchiveRun.StartAsync();
        var result = await run.SyncAsync();
        var names = (await run.ReadAsync()).Where(static saved => saved.Path is not null).Select(static saved => saved.Path!).ToArray();
        File.Delete(names[0]);
        var bytes = await File.ReadAllBytesAsync(names[1]);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(names[1], bytes);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "note.txt"), "mine");
        await File.WriteAllTextAsync(Path.Combine(run.Path, "left.mp3.partial"), "half");

        var test = await run.TestAsync();

        Assert.False(test.IsValid);
        Assert.Equal(names[0], Assert.Single(test.Absent));
        Assert.Equal(names[1], Assert.Single(test.Corrupt));
        Assert.Equal(Path.Combine(test.Path, "note.txt"), Assert.Single(test.Unlisted));
        Assert.Empty(test.LedgerProblems);
        Assert.Equal((result.Saved, result.Bytes - 3000, result.LedgerHead), (test.Files, test.Bytes, test.LedgerHead));

        var quick = await run.TestAsync(sizeOnly: true);
        Assert.Empty(quick.Corrupt);
        Assert.Single(quick.Absent);
    }

    [Fact]
    public async Task Audio_much_shorter_than_its_call_is_listed_and_the_archive_is_valid()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync();
        var expected = (await run.ReadAsync()).Where(static saved => saved.HasShortAudio()).Select(static saved => saved.Path!);
        var test = await run.TestAsync(sizeOnly: true);
        Assert.NotEmpty(test.Short);
        Assert.Equal(expected.Order(StringComparer.Ordinal), test.Short);
        Assert.True(test.IsValid);
    }

    [Fact]
    public async Task Ledger_keeps_the_length_of_the_audio()
    {
        await using var run = await ArchiveRun.StartAsync(5, options: new());
        await run.SyncAsync();
        var saved = (await run.ReadAsync()).Where(static saved => saved.Path is not null).ToList();
        Assert.NotEmpty(saved);
        Assert.All(saved, static saved =>
        {
            Assert.Equal("mp3", saved.AudioFormat);
            Assert.Equal(saved.Recording!.CallLength!.Value, saved.AudioLength!.Value.TotalSeconds, 0.1);
        });
        Assert.Empty((await run.TestAsync()).Short);
    }

    [Fact]
    public async Task Folder_without_a_ledger_is_not_an_archive()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        Assert.False((await run.TestAsync()).IsValid);
        Directory.CreateDirectory(run.Path);
        Assert.Single((await run.TestAsync()).LedgerProblems);
        Assert.Equal(WellcloudError.LedgerDamaged, (await Assert.ThrowsAsync<WellcloudException>(() => run.ReadAsync())).Error);
    }

    [Theory]
    [InlineData("\"path\":\"a.mp3\",\"bytes\":1,\"elapsedMs\":1000000000000000000", 0)]
    [InlineData("\"bytes\":1", 1)]
    public async Task Line_with_an_impossible_value_does_not_end_the_test(string values, int problems)
    {
        await using var run = await ArchiveRun.StartAsync(1);
        await WriteSavedAsync(run, "a", values);
        var test = await run.TestAsync();
        Assert.Equal((problems, 1 - problems, false), (test.LedgerProblems.Count, test.Absent.Count, test.IsValid));
        Assert.Equal(1, (await run.SyncAsync()).Saved);
    }

    [Fact]
    public async Task Path_that_leads_out_of_the_archive_is_a_problem_of_its_line()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        await WriteSavedAsync(run, run.Server.Tenant[0].Id, "\"path\":\"../../etc/passwd\",\"bytes\":1");
        var test = await run.TestAsync();
        Assert.Contains("line 1: the path '../../etc/passwd'", Assert.Single(test.LedgerProblems));
        Assert.Equal((0, false), (test.Files, test.IsValid));
        Assert.Equal(WellcloudError.UnsafePath, (await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync())).Error);
    }

    /// <summary>Writes a ledger of one line.</summary>
    private static Task WriteSavedAsync(ArchiveRun run, string id, string values)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(run.Ledger)!);
        return File.WriteAllTextAsync(run.Ledger, $$"""{"seq":0,"prev":"{{new string('0', 64)}}","time":"2026-01-01T00:00:00Z","id":"{{id}}","status":"Saved",{{values}}}""" + "\n");
    }
}

using System.Security.Cryptography;
using Wellcloud.Client.Archive;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A test of an archive while a sync runs, with a filter, and with heads kept elsewhere.</summary>
public sealed class PartialProofTests
{
    [Fact]
    public async Task Archive_is_valid_at_any_moment_of_a_sync()
    {
        await using var run = await ArchiveRun.StartAsync(20);
        var tests = new List<ArchiveTestResult>();
        await new ArchiveSync(run.Client, new() { Path = run.Path }).RunAsync(async _ => tests.Add(await run.TestAsync()));
        Assert.NotEmpty(tests);
        Assert.All(tests, static test => Assert.True(test.InProgress && test.IsValid, string.Join("\n", test.Absent.Concat(test.Corrupt).Concat(test.LedgerProblems))));
        var last = await run.TestAsync();
        Assert.True(last is { InProgress: false, IsValid: true });
    }

    [Fact]
    public async Task File_without_a_line_is_judged_only_after_the_sync()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        await File.WriteAllTextAsync(Path.Combine(run.Path, "new.mp3"), "not in the ledger yet");
        await File.AppendAllTextAsync(run.Ledger, "{\"seq\":");

        using (ArchiveLock.Acquire(new ArchiveFolder(run.Path), Shard.Parse("1/2")))
        {
            var during = await run.TestAsync();
            Assert.True(during is { InProgress: true, IsValid: true, Unlisted: [], LedgerProblems: [] });
        }

        var after = await run.TestAsync();
        Assert.True(after is { InProgress: false, IsValid: false, Unlisted: [_], LedgerProblems: [_] });
    }

    [Fact]
    public async Task Damage_is_found_during_a_sync()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        File.Delete(run.Files()[0]);
        using var held = ArchiveLock.Acquire(new ArchiveFolder(run.Path), Shard.Whole);
        Assert.True(await run.TestAsync() is { InProgress: true, IsValid: false, Absent: [_] });
    }

    [Fact]
    public async Task Decision_written_during_the_test_counts()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        var line = (await File.ReadAllLinesAsync(run.Ledger)).Last(static line => line.Contains("\"status\":\"Saved\""));
        var id = line.Split("\"id\":\"")[1].Split('"')[0];
        var file = (await run.ReadAsync()).Single(saved => saved.Id == id).Path!;

        // The filter is evaluated after the ledger has been read and before any file is read. Here it does what another process may do at that moment.
        var changed = false;
        bool Change(string _)
        {
            if (!changed)
            {
                changed = true;
                File.Delete(file);
                var last = File.ReadAllLines(run.Ledger);
                var head = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(last[^1])));
                File.AppendAllText(run.Ledger, $"{{\"seq\":{last.Length},\"prev\":\"{head}\",\"time\":\"2030-01-01T00:00:00Z\",\"id\":\"{id}\",\"status\":\"Failed\",\"attempts\":1}}\n");
            }

            return true;
        }

        var test = await run.TestAsync(new ArchiveTestOptions { Filter = new() { Id = new TextFilter([], [Change]) } });
        Assert.True(test is { InProgress: true, IsValid: true, Absent: [] });
    }

    [Fact]
    public async Task Lock_is_neither_created_nor_taken()
    {
        await using var run = await ArchiveRun.StartAsync(2);
        await run.SyncAsync();
        File.Delete(run.LedgerOf("lock"));
        Assert.False((await run.TestAsync()).InProgress);
        Assert.False(File.Exists(run.LedgerOf("lock")));

        // Another process that only reads does not count as a sync.
        await File.WriteAllTextAsync(run.LedgerOf("lock"), "");
        using var looking = new FileStream(run.LedgerOf("lock"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Assert.False((await run.TestAsync()).InProgress);
    }

    [Fact]
    public async Task Filter_limits_the_test_to_a_part()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync();
        await File.WriteAllTextAsync(Path.Combine(run.Path, "note.txt"), "mine");
        var saved = (await run.ReadAsync()).Where(static saved => saved.Path is not null).ToArray();
        File.Delete(saved[0].Path!);

        Task<ArchiveTestResult> Test(params string[] ids) => run.TestAsync(new ArchiveTestOptions { Filter = new() { Id = new(ids) } });
        Assert.True(await Test(saved[1].Id, saved[2].Id) is { Files: 2, IsValid: true, Unlisted: [] });
        Assert.True(await Test(saved[0].Id, saved[2].Id) is { Files: 2, IsValid: false, Absent: [_] });
        Assert.True(await run.TestAsync(new ArchiveTestOptions { Filter = new() }) is { Unlisted: [_] });
    }

    [Fact]
    public async Task Id_in_no_ledger_is_named()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        var verification = new ArchiveVerification(run.Path, new() { Filter = new() { Id = new([run.Server.Tenant[0].Id, "nobody"]) } });
        await verification.RunAsync();
        Assert.Equal("nobody", Assert.Single(verification.NotListed));
    }

    [Fact]
    public async Task Older_heads_are_continued()
    {
        await using var run = await ArchiveRun.StartAsync();
        var first = await run.SyncAsync(new() { Filter = new() { CallDirection = new(["Inbound"]) } });
        var lines = (await File.ReadAllLinesAsync(run.Ledger)).Length;
        var second = await run.SyncAsync();
        var unknown = new string('a', 64);

        var test = await run.TestAsync(new ArchiveTestOptions { Heads = [first.LedgerHead, unknown, second.LedgerHead, new string('0', 64)] });

        Assert.Equal([true, false, true, true], test.Heads.Select(static head => head.IsContinued));
        Assert.Equal((run.Ledger, lines), (test.Heads[0].Ledger, test.Heads[0].Line));
        Assert.Equal(new KeptHead { Head = unknown }, test.Heads[1]);
        Assert.False(test.IsValid);
        Assert.True((await run.TestAsync(new ArchiveTestOptions { Heads = [first.LedgerHead, second.LedgerHead] })).IsValid);
    }

    [Fact]
    public async Task Head_is_not_continued_when_a_line_before_it_was_changed()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync();
        var lines = await File.ReadAllLinesAsync(run.Ledger);
        var heads = lines.Select(static line => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line)))).ToArray();
        lines[5] = lines[5].Replace("\"attempts\":1", "\"attempts\":2");
        await File.WriteAllTextAsync(run.Ledger, string.Join("\n", lines) + "\n");

        var test = await run.TestAsync(new ArchiveTestOptions { Heads = heads });

        Assert.Equal(Enumerable.Range(0, heads.Length).Select(static line => line < 5), test.Heads.Select(static head => head.IsContinued));
    }

    [Fact]
    public async Task Heads_of_shards_are_each_found_in_their_ledger()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await run.SyncAsync(new() { Shard = Shard.Parse("2/2") });
        var kept = LedgerHeadText.Split((await run.TestAsync()).LedgerHead);
        await run.SyncAsync();
        var test = await run.TestAsync(new ArchiveTestOptions { Heads = kept });
        Assert.True(test.IsValid);
        Assert.Equal([run.LedgerOf("ledger-1-of-2.jsonl"), run.LedgerOf("ledger-2-of-2.jsonl")], test.Heads.Select(static head => head.Ledger));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("abc")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000000")]
    public void Text_without_a_head_is_refused(string text) => Assert.Throws<ArgumentException>(() => LedgerHeadText.Split(text));

    [Fact]
    public void Heads_in_one_text_are_split_and_lowered()
    {
        var (one, two) = (new string('A', 64), new string('b', 64));
        Assert.Equal([one.ToLowerInvariant(), two], LedgerHeadText.Split($" {one}\t{two}\r\n"));
    }
}

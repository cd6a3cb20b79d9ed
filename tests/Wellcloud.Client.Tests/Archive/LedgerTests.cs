using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Json;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class LedgerTests
{
    [Fact]
    public async Task Any_JSON_reader_can_check_the_chain()
    {
        await using var run = await ArchiveRun.StartAsync();
        var result = await run.SyncAsync();

        var (previous, sequence) = (new string('0', 64), 0);
        foreach (var line in await File.ReadAllLinesAsync(run.Ledger))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(previous, json.RootElement.GetProperty("prev").GetString());
            Assert.Equal(sequence++, json.RootElement.GetProperty("seq").GetInt32());
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        }

        Assert.Equal(41, sequence);
        Assert.Equal(previous, result.LedgerHead);
    }

    [Theory]
    [InlineData(".wellcloud/ledger.jsonl")]
    [InlineData(".WELLCLOUD/lock")]
    [InlineData("2026/../.wellcloud/x")]
    [InlineData("sha256sums")]
    public async Task Ledger_that_lists_the_archives_own_files_is_refused(string path)
    {
        await using var run = await ArchiveRun.StartAsync(1);
        await run.SyncAsync(new() { NameTemplate = NameTemplate.Parse("one") });
        var ledger = await File.ReadAllTextAsync(run.Ledger);
        var changed = ledger.Replace("\"path\":\"one.mp3\"", $"\"path\":\"{path}\"");
        Assert.NotEqual(ledger, changed);
        await File.WriteAllTextAsync(run.Ledger, changed);

        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync(new() { Force = true }));

        Assert.Equal(WellcloudError.UnsafePath, fault.Error);
        Assert.Equal(changed, await File.ReadAllTextAsync(run.Ledger));
        Assert.Contains(path, Assert.Single((await run.TestAsync()).LedgerProblems));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("empty")]
    [InlineData("zeros")]
    public async Task Archive_with_a_lost_ledger_is_refused(string how)
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("b", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        await archive.RemoveAsync("a");
        var ledger = Path.Combine(archive.Path, ".wellcloud", "ledger.jsonl");
        var length = new FileInfo(ledger).Length;
        File.Delete(ledger);
        if (how != "deleted")
        {
            await File.WriteAllBytesAsync(ledger, new byte[how == "empty" ? 0 : length]);
        }

        foreach (var shard in new[] { "1/1", "1/2" })
        {
            var fault = await Assert.ThrowsAsync<WellcloudException>(() => archive.SyncAsync(new() { Shard = Shard.Parse(shard) }));
            Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
        }

        await Assert.ThrowsAsync<WellcloudException>(() => archive.Sync(new()).PlanAsync());
        Assert.Equal(2, archive.Service.Asked.Length);

        File.Delete(Path.Combine(archive.Path, "SHA256SUMS"));
        Assert.Equal(2, (await archive.SyncAsync()).Saved);
    }

    [Theory]
    [InlineData("ledger.jsonl", "deleted", false)]
    [InlineData("ledger.jsonl", "empty", false)]
    [InlineData("ledger.jsonl", "zeros", true)]
    [InlineData("ledger-1-of-2.jsonl", "deleted", true)]
    public async Task Archive_that_has_lost_one_of_its_ledgers_is_refused(string name, string how, bool isOld)
    {
        await using var archive = new CallArchive();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            archive.Service.Add(id, archive.Now.AddDays(-30));
        }

        var shards = new[] { Shard.Whole, Shard.Parse("1/2"), Shard.Parse("2/2") };
        var own = Path.Combine(archive.Path, ".wellcloud");
        foreach (var shard in shards)
        {
            await archive.SyncAsync(new() { Shard = shard });
            if (isOld)
            {
                // Version 1.0 leaves all locks empty. The next run knows the ledgers that it sees.
                Directory.EnumerateFiles(own, "lock*").ToList().ForEach(static file => File.WriteAllBytes(file, []));
            }
        }

        await archive.SyncAsync();
        await archive.RemoveAsync("a");
        Assert.True((await archive.TestAsync()).IsValid);
        var ledger = Path.Combine(own, name);
        var content = await File.ReadAllBytesAsync(ledger);
        File.Delete(ledger);
        if (how != "deleted")
        {
            await File.WriteAllBytesAsync(ledger, new byte[how == "empty" ? 0 : content.Length]);
        }

        var asked = archive.Service.Asked.Length;
        foreach (var command in shards.Select(shard => (Func<Task>)(() => archive.SyncAsync(new() { Shard = shard }))).Append(() => archive.RemoveAsync("b")))
        {
            var fault = await Assert.ThrowsAsync<WellcloudException>(command);
            Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
            Assert.Contains(name, fault.Message);
        }

        Assert.Equal(asked, archive.Service.Asked.Length);
        var test = await archive.TestAsync();
        Assert.False(test.IsValid);
        Assert.Contains(test.LedgerProblems, problem => problem.Contains(name));

        await File.WriteAllBytesAsync(ledger, content);
        Assert.Equal((3, 1), await archive.SyncAsync() is var result ? (result.AlreadyPresent, result.Removed) : default);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Theory]
    [InlineData("append")]
    [InlineData("cut")]
    [InlineData("replace")]
    [InlineData("delete")]
    public async Task Ledger_that_another_program_changes_is_not_written_to(string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let other programs change a file that is open for writing.");
        await using var archive = new CallArchive();
        for (var i = 0; i < 6; i++)
        {
            archive.Service.Add($"c{i}", archive.Now.AddDays(-30));
        }

        var (ledger, changed) = (Path.Combine(archive.Path, ".wellcloud", "ledger.jsonl"), default(byte[]));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => archive.Sync(new() { ThrottleLimit = 1 }).RunAsync(_ =>
        {
            if (changed is null)
            {
                var bytes = File.ReadAllBytes(ledger);
                changed = how is "append" ? [.. bytes, .. bytes] : how is "cut" ? bytes[..10] : bytes;
                if (how is "replace" or "delete")
                {
                    File.Delete(ledger);
                }

                if (how is not "delete")
                {
                    using var file = new FileStream(ledger, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
                    file.SetLength(0);
                    file.Write(changed);
                }
            }

            return Task.CompletedTask;
        }));

        Assert.Equal((WellcloudError.WriteFailed, ledger), (fault.Error, fault.Target));
        Assert.Equal(how is not "delete", File.Exists(ledger));
        if (how is not "delete")
        {
            Assert.Equal(changed, await File.ReadAllBytesAsync(ledger));
        }
    }

    [Fact]
    public async Task File_whose_line_cannot_be_written_does_not_keep_its_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let other programs change a file that is open for writing.");
        await using var run = await ArchiveRun.StartAsync(60);
        var end = 0L;
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => new ArchiveSync(run.Client, new() { Path = run.Path }).RunAsync(_ =>
        {
            if (end == 0)
            {
                // As a full disk does, this refuses every line that follows.
                using var ledger = new FileStream(run.Ledger, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                end = ledger.Length;
                ledger.WriteByte(0);
            }

            return Task.CompletedTask;
        }));
        Assert.Equal((WellcloudError.WriteFailed, run.Ledger), (fault.Error, fault.Target));
        using (var ledger = new FileStream(run.Ledger, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            ledger.SetLength(end);
        }

        var test = await run.TestAsync();
        Assert.Empty(test.Unlisted);
        Assert.True(test.IsValid);
        Assert.Equal(0, (await run.SyncAsync()).Failed);
        Assert.DoesNotContain(run.Files(), static file => file.EndsWith(".partial", StringComparison.Ordinal));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Ledger_with_the_latest_possible_time_can_be_continued()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var ledger = Path.Combine(archive.Path, ".wellcloud", "ledger.jsonl");
        var last = (await File.ReadAllLinesAsync(ledger))[^1];
        var time = JsonNode.Parse(last)!["time"]!.GetValue<string>();
        await File.WriteAllTextAsync(ledger, (await File.ReadAllTextAsync(ledger)).Replace(last, last.Replace(time, "9999-12-31T23:59:59.999Z")));

        Assert.Null(Assert.Single(await archive.RemoveAsync("a")).Fault);
        Assert.Equal(1, (await archive.SyncAsync()).Removed);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Ledger_keeps_the_row_unchanged_and_no_secret()
    {
        await using var run = await ArchiveRun.StartAsync(10);
        await run.SyncAsync();
        var text = await File.ReadAllTextAsync(run.Ledger);
        var listed = await ListAsync(run);

        Assert.DoesNotContain(run.Server.Token, text);
        Assert.All(listed, recording => Assert.Contains(Encoding.UTF8.GetString(recording.Source!), text));
        Assert.Equal(2, text.Split('\n')[1].Split("\"etag\"").Length);
    }

    [Fact]
    public async Task Recordings_are_read_back_equal()
    {
        await using var run = await ArchiveRun.StartAsync(30, offset: TimeSpan.FromHours(-5));
        await run.SyncAsync();
        var listed = (await ListAsync(run)).ToDictionary(static recording => recording.Id);
        var saved = await run.ReadAsync();

        Assert.Equal(30, saved.Count);
        Assert.Equal(TimeSpan.FromHours(-5), await ArchivedRecordings.ReadOffsetAsync(run.Path));
        Assert.All(saved, one => Assert.Equal(JsonSerializer.Serialize(listed[one.Id]), JsonSerializer.Serialize(one.Recording)));
        var filter = new RecordingFilter { DeviceId = new([listed.Values.First().DeviceId!]) };
        Assert.Equal(listed.Values.Count(filter.Matches), (await run.ReadAsync(filter)).Count);
    }

    [Fact]
    public async Task Incomplete_last_line_is_repaired_at_any_length()
    {
        await using var run = await ArchiveRun.StartAsync(8);
        await run.SyncAsync();
        var whole = await File.ReadAllBytesAsync(run.Ledger);
        var last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;

        for (var length = last + 1; length < whole.Length; length += 97)
        {
            await File.WriteAllBytesAsync(run.Ledger, whole[..length]);
            Assert.Contains((await run.TestAsync()).LedgerProblems, static problem => problem.Contains("cut off"));
            var result = await run.SyncAsync();
            Assert.Equal((8, 7), (result.Listed, result.AlreadyPresent + result.Missing - (result.Saved == 0 ? 1 : 0)));
            var test = await run.TestAsync();
            Assert.True(test.IsValid);
            Assert.Equal(result.LedgerHead, test.LedgerHead);
        }
    }

    [Fact]
    public async Task Zeros_after_a_power_loss_are_cut_off()
    {
        await using var run = await ArchiveRun.StartAsync(8);
        await run.SyncAsync();
        var whole = await File.ReadAllBytesAsync(run.Ledger);
        await File.WriteAllBytesAsync(run.Ledger, [.. whole, .. new byte[5000]]);
        Assert.Equal(0, (await run.SyncAsync()).Saved);
        Assert.Equal(whole, await File.ReadAllBytesAsync(run.Ledger));
    }

    [Theory]
    [InlineData("garbage", 4)]
    [InlineData("{}", 4)]
    [InlineData("edited", 4)]
    [InlineData("removed", 4)]
    public async Task Damage_in_the_middle_is_reported_and_not_repaired(string damage, int line)
    {
        await using var run = await ArchiveRun.StartAsync(12);
        await run.SyncAsync();
        var lines = (await File.ReadAllLinesAsync(run.Ledger)).ToList();
        switch (damage)
        {
            case "edited":
                lines[line - 1] = lines[line - 1].Replace("\"attempts\":", "\"attempts\":1");
                break;
            case "removed":
                lines.RemoveAt(line);
                break;
            default:
                lines[line - 1] = damage;
                break;
        }

        await File.WriteAllTextAsync(run.Ledger, string.Join("\n", lines) + "\n");
        var bytes = await File.ReadAllBytesAsync(run.Ledger);

        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());
        Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
        Assert.Contains($"line {line}:", fault.Message);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(run.Ledger));
        var test = await run.TestAsync();
        Assert.False(test.IsValid);
        Assert.Contains(test.LedgerProblems, problem => problem.Contains($"line {line}:"));
    }

    [Fact]
    public async Task Overlong_line_is_damage_and_not_an_incomplete_end()
    {
        await using var run = await ArchiveRun.StartAsync(8);
        await run.SyncAsync();
        var lines = await File.ReadAllLinesAsync(run.Ledger);
        await using (var ledger = File.Create(run.Ledger))
        {
            ledger.Write(Encoding.UTF8.GetBytes(string.Join("\n", lines[..4]) + "\n"));
            ledger.Write(new byte[65 << 20]);
            ledger.Write(Encoding.UTF8.GetBytes(string.Join("\n", lines[4..]) + "\n"));
        }

        var length = new FileInfo(run.Ledger).Length;
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());
        Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
        Assert.Contains("line 5:", fault.Message);
        Assert.Equal(length, new FileInfo(run.Ledger).Length);
        Assert.Contains("line 5:", Assert.Single((await run.TestAsync()).LedgerProblems));
    }

    [Fact]
    public async Task Clock_set_back_during_a_run_does_no_harm()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using var run = await ArchiveRun.StartAsync(30, clock);
        var result = await new ArchiveSync(run.Client, new() { Path = run.Path }).RunAsync(_ =>
        {
            clock.AdjustTime(clock.GetUtcNow().AddDays(-10));
            return Task.CompletedTask;
        });

        Assert.Equal((30, 30), (result.Listed, result.Decided));
        Assert.Equal(0, result.Failed);
        Assert.All(await ReadTimesAsync(run.Ledger), time => Assert.Equal(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), time));
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(0, (await run.SyncAsync()).Saved);
    }

    [Fact]
    public async Task Times_in_the_ledger_never_decrease()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using var run = await ArchiveRun.StartAsync(6, clock);
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        clock.AdjustTime(clock.GetUtcNow().AddDays(-300));
        await run.SyncAsync();

        var times = (await ReadTimesAsync(run.LedgerOf("ledger-1-of-2.jsonl"))).Concat(await ReadTimesAsync(run.Ledger)).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Decision_in_another_ledger_is_replaced_even_if_the_clock_stands_still()
    {
        await using var run = await ArchiveRun.StartAsync(1, new FakeTimeProvider(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));
        run.Server.Faults.Add(new() { Kind = FaultKind.Html, Endpoint = Endpoint.Audio, Times = 1 });
        Assert.Equal(1, (await run.SyncAsync(new() { Force = true })).Failed);

        var first = await run.SyncAsync(new() { Force = true, Shard = Shard.Parse("1/2") });
        var second = await run.SyncAsync(new() { Force = true, Shard = Shard.Parse("2/2") });
        Assert.Equal(1, first.Saved + second.Saved);

        Assert.Equal(SaveStatus.Saved, Assert.Single(await run.ReadAsync()).Status);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(run.Path, "SHA256SUMS")));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Change_of_offset_is_recorded()
    {
        await using var run = await ArchiveRun.StartAsync(4);
        await run.SyncAsync(new() { Filter = new() { Id = new([run.Server.Tenant[0].Id]) } });
        using var token = Text.Secure(run.Server.Token);
        using var other = new WellcloudClient(new() { BaseUri = run.Server.BaseUri, Token = token, UtcOffset = TimeSpan.FromMinutes(-210) });
        await new ArchiveSync(other, new() { Path = run.Path }).RunAsync();

        var saved = await run.ReadAsync();
        Assert.Equal(TimeSpan.FromHours(8), saved[0].Recording!.StartTime!.Value.Offset);
        Assert.All(saved.Skip(1), static one => Assert.Equal(TimeSpan.FromMinutes(-210), one.Recording!.StartTime!.Value.Offset));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Ledger_can_be_read_while_a_sync_writes()
    {
        await using var run = await ArchiveRun.StartAsync(30);
        var seen = -1;
        await new ArchiveSync(run.Client, new() { Path = run.Path }).RunAsync(async _ => seen = Math.Max(seen, (await run.ReadAsync()).Count));
        Assert.Equal(30, seen);
    }

    private static async Task<System.Collections.Generic.List<Recording>> ListAsync(ArchiveRun run)
    {
        var listed = new System.Collections.Generic.List<Recording>();
        await foreach (var recording in run.Client.ReadListingAsync(new ListingOptions { KeepSource = true }, default))
        {
            listed.Add(recording);
        }

        return listed;
    }

    private static async Task<DateTimeOffset[]> ReadTimesAsync(string ledger) =>
        [.. (await File.ReadAllLinesAsync(ledger)).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("time").GetDateTimeOffset())];
}

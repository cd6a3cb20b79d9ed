using System.Text;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class RemovalTests
{
    [Fact]
    public async Task Removed_recording_is_gone_on_purpose_and_never_comes_back()
    {
        await using var archive = new CallArchive();
        var (old, other) = (archive.Service.Add("old", archive.Now.AddDays(-30)), archive.Service.Add("new", archive.Now.AddDays(-2)));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("old")).Path!;

        var removed = Assert.Single(await archive.RemoveAsync("old"));

        Assert.Equal(("old", SaveStatus.Removed, "too old", null), (removed.Result.Id, removed.Result.Status, removed.Result.Error, removed.Fault));
        Assert.False(File.Exists(path));
        var read = await archive.ReadAsync("old");
        Assert.Equal((SaveStatus.Removed, "too old", null, null, 60), (read.Status, read.Error, read.Path, read.Bytes, read.Recording!.CallLength));
        Assert.Contains("_new.mp3", Assert.Single(archive.Sums));
        Assert.True((await archive.TestAsync()).IsValid);

        old.Seconds = 600;
        foreach (var force in new[] { false, true })
        {
            var result = await archive.SyncAsync(new() { Force = force });
            Assert.Equal((2, 1, 1), (result.Listed, result.AlreadyPresent, result.Removed));
        }

        Assert.Equal(2, archive.Service.Asked.Length);
        Assert.Equal(other.Id, (await archive.ReadAsync("new")).Id);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Only_files_are_removed_and_only_once()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("lost", archive.Now.AddDays(-30)).Instead = (448, "application/json", """{"code":448}""");
        await archive.SyncAsync();
        Assert.Single(await archive.RemoveAsync("a", "lost", "a"));
        var lines = archive.Lines.Length;
        Assert.Empty(await archive.RemoveAsync("a", "lost"));
        Assert.Equal(lines, archive.Lines.Length);
        Assert.Equal(SaveStatus.Missing, (await archive.ReadAsync("lost")).Status);
        Assert.Equal(WellcloudError.RecordingNotFound, Assert.Single(await archive.RemoveAsync("nobody")).Fault!.Error);
    }

    [Fact]
    public async Task File_deleted_by_hand_can_still_be_removed_on_purpose()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        File.Delete((await archive.ReadAsync("a")).Path!);
        Assert.False((await archive.TestAsync()).IsValid);
        Assert.Null(Assert.Single(await archive.RemoveAsync("a")).Fault);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Removal_ends_with_a_line_that_version_1_0_can_read()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        await archive.RemoveAsync("a");
        Assert.Equal("Removed", (string?)archive.Lines[^2]["status"]);
        Assert.Equal("wellcloud-archive/1", (string?)archive.Lines[^1]["format"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unfinished_removal_is_finished_by_the_next_run(bool bySync)
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("b", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        var bytes = await File.ReadAllBytesAsync(path);
        await archive.RemoveAsync("a");

        // The state after a kill between the line and the deletion.
        await File.WriteAllBytesAsync(path, bytes);
        await File.WriteAllBytesAsync(Path.Combine(archive.Path, ".wellcloud", "removing"), []);
        Assert.True((await archive.TestAsync()).IsValid);
        if (bySync)
        {
            await archive.SyncAsync();
        }
        else
        {
            await archive.RemoveAsync("b");
        }

        Assert.False(File.Exists(path));
        Assert.False(File.Exists(Path.Combine(archive.Path, ".wellcloud", "removing")));
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Finishing_a_removal_spares_a_file_that_has_got_the_name_since()
    {
        await using var archive = new CallArchive();
        var options = new ArchiveSyncOptions { NameTemplate = NameTemplate.Parse("all") };
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync(options);
        await archive.RemoveAsync("a");
        archive.Service.Calls.Clear();
        archive.Service.Add("b", archive.Now.AddDays(-30));
        Assert.Equal(1, (await archive.SyncAsync(options)).Saved);

        await File.WriteAllBytesAsync(Path.Combine(archive.Path, ".wellcloud", "removing"), []);
        await archive.SyncAsync(options);
        Assert.True(File.Exists((await archive.ReadAsync("b")).Path));
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task File_of_a_removed_recording_that_is_back_is_removed_again()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("b", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        await archive.RemoveAsync("a");
        await File.WriteAllTextAsync(path, "from a backup");
        Assert.Equal(path, Assert.Single((await archive.TestAsync()).Unlisted));

        Assert.Empty(await archive.RemoveAsync("a"));

        Assert.False(File.Exists(path));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(archive.Path, ".wellcloud"), "removing*"));
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Removal_deletes_what_an_interrupted_transfer_left_of_the_recording()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var partial = Path.ChangeExtension((await archive.ReadAsync("a")).Path!, ".partial");
        await File.WriteAllTextAsync(partial, "audio");
        await File.WriteAllTextAsync(partial + ".json", "{}");
        await archive.RemoveAsync("a");
        Assert.False(File.Exists(partial) || File.Exists(partial + ".json"));
    }

    [Fact]
    public async Task Removal_continues_when_the_checksum_list_cannot_be_written()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;

        // A full disk has no space for the draft of the list either.
        var draft = Path.Combine(archive.Path, "SHA256SUMS.partial");
        Directory.CreateDirectory(draft);
        Assert.Equal(WellcloudError.WriteFailed, (await Assert.ThrowsAsync<WellcloudException>(() => archive.RemoveAsync("a"))).Error);
        Assert.False(File.Exists(path));

        Directory.Delete(draft);
        await archive.SyncAsync();
        Assert.Empty(archive.Sums);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Removal_locks_only_the_shards_concerned()
    {
        await using var run = await ArchiveRun.StartAsync(30);
        var shards = new[] { Shard.Parse("1/2"), Shard.Parse("2/2") };
        foreach (var shard in shards)
        {
            await run.SyncAsync(new() { Shard = shard });
        }

        var ids = shards.Select(shard => run.Recordings.First(recording => recording.HasAudio && shard.Includes(recording.Id)).Id).ToArray();
        using (new FileStream(run.LedgerOf("lock-2-of-2"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await new ArchiveRemoval(run.Path, "test").RunAsync([ids[0]]);
            var fault = await Assert.ThrowsAsync<WellcloudException>(() => new ArchiveRemoval(run.Path, "test").RunAsync([ids[1]]));
            Assert.Equal(WellcloudError.ArchiveInUse, fault.Error);
        }

        await new ArchiveRemoval(run.Path, "test").RunAsync(ids);
        Assert.Equal(ids.Order(), (await run.ReadAsync()).Where(static saved => saved.Status == SaveStatus.Removed).Select(static saved => saved.Id).Order());
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(2, (await run.SyncAsync()).Removed);
    }

    [Fact]
    public async Task Folder_that_is_not_an_archive_is_refused()
    {
        await using var archive = new CallArchive();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => archive.RemoveAsync("a"));
        Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
        Assert.False(Directory.Exists(archive.Path));
    }

    [Theory]
    [InlineData("ledger.jsonl")]
    [InlineData("ledger-2-of-2.jsonl")]
    public async Task Ledger_of_a_format_of_the_future_is_refused_before_anything_is_written(string name)
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var ledger = Path.Combine(archive.Path, ".wellcloud", name);
        var header = (await File.ReadAllTextAsync(Path.Combine(archive.Path, ".wellcloud", "ledger.jsonl"))).Split('\n')[0];
        await File.WriteAllTextAsync(ledger, header.Replace("wellcloud-archive/1", "wellcloud-archive/40") + "\n", new UTF8Encoding(false));
        var before = await ContentAsync(archive.Path);
        archive.Service.Add("b", archive.Now.AddDays(-30));

        foreach (var command in new Func<Task>[] { () => archive.SyncAsync(), () => archive.RemoveAsync("a"), () => archive.ReadAsync("a") })
        {
            var fault = await Assert.ThrowsAsync<WellcloudException>(command);
            Assert.Equal(WellcloudError.LedgerDamaged, fault.Error);
            Assert.Contains("wellcloud-archive/40", fault.Message);
        }

        Assert.Equal(before, await ContentAsync(archive.Path));
        Assert.Contains((await archive.TestAsync()).LedgerProblems, static problem => problem.Contains("wellcloud-archive/40"));
    }

    private static async Task<SortedDictionary<string, string>> ContentAsync(string path)
    {
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(static file => !Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal)))
        {
            content[file] = Convert.ToHexString(await File.ReadAllBytesAsync(file));
        }

        return content;
    }
}

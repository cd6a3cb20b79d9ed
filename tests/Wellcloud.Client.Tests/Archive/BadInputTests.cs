using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class BadInputTests
{
    [Fact]
    public async Task File_instead_of_the_folder_ends_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await File.WriteAllTextAsync(run.Path, "a file");
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());
        Assert.Equal(WellcloudError.WriteFailed, fault.Error);
        Assert.Equal("a file", await File.ReadAllTextAsync(run.Path));
    }

    [Fact]
    public async Task Path_below_a_file_ends_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        var file = Path.Combine(run.Folder, "file");
        await File.WriteAllTextAsync(file, "a file");
        var below = Path.Combine(file, "archive");
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => new ArchiveSync(run.Client, new() { Path = below }).RunAsync());
        Assert.Equal((WellcloudError.WriteFailed, below), (fault.Error, fault.Target));
        Assert.Empty(run.Server.Requests);
    }

    [Theory]
    [InlineData(".wellcloud", false)]
    [InlineData(".wellcloud/lock", true)]
    [InlineData(".wellcloud/ledger.jsonl", true)]
    [InlineData(".wellcloud/sums.outdated", true)]
    public async Task Write_error_ends_the_run_and_loses_nothing(string name, bool isFolder)
    {
        await using var run = await ArchiveRun.StartAsync(1);
        var options = new ArchiveSyncOptions { NameTemplate = NameTemplate.Parse("2024/file"), Force = true };
        var obstacle = Path.Combine(run.Path, name);
        Directory.CreateDirectory(isFolder ? obstacle : Path.GetDirectoryName(obstacle)!);
        await File.WriteAllTextAsync(isFolder ? Path.Combine(obstacle, "note.txt") : obstacle, "mine");

        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync(options));

        Assert.Equal((WellcloudError.WriteFailed, true), (fault.Error, fault.EndsRun));
        Assert.Contains(run.Path, fault.Message);
        Assert.Equal("mine", await File.ReadAllTextAsync(isFolder ? Path.Combine(obstacle, "note.txt") : obstacle));
        Directory.Move(obstacle, Path.Combine(run.Folder, "aside"));
        Assert.Equal(1, (await run.SyncAsync(options)).Decided);
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Single(run.Files());
    }

    /// <summary>As when another program has the list open: on Windows, that is enough.</summary>
    [Fact]
    public async Task Checksum_list_that_cannot_be_written_is_reported_beside_the_result()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        var list = Path.Combine(run.Path, "SHA256SUMS");
        var before = await File.ReadAllTextAsync(list);
        FileStream? open = null;
        if (OperatingSystem.IsWindows())
        {
            open = new FileStream(list, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        else
        {
            File.Delete(list);
            Directory.CreateDirectory(list);
        }

        var sync = new ArchiveSync(run.Client, new() { Path = run.Path, Force = true });
        var result = await sync.RunAsync();
        Assert.Equal((5, 0), (result.Decided, result.Failed));
        Assert.Equal((WellcloudError.WriteFailed, list), (sync.ChecksumFault?.Error, sync.ChecksumFault?.Target));

        open?.Dispose();
        if (open is null)
        {
            Directory.Delete(list);
        }

        sync = new ArchiveSync(run.Client, new() { Path = run.Path });
        await sync.RunAsync();
        Assert.Null(sync.ChecksumFault);
        Assert.Equal(before, await File.ReadAllTextAsync(list));
    }

    [Fact]
    public async Task Folder_removed_during_the_run_ends_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(60);
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path, ThrottleLimit = 1 });
        var removed = false;
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => sync.RunAsync(_ =>
        {
            if (!removed)
            {
                Directory.Move(run.Path, run.Path + "-elsewhere");
                removed = true;
            }

            return Task.CompletedTask;
        }));
        Assert.Equal(WellcloudError.WriteFailed, fault.Error);

        Assert.True((await run.SyncAsync()).Saved > 0);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Odd_rows_are_counted_and_their_files_stay_in_the_archive()
    {
        await using var run = await ArchiveRun.StartAsync(200, options: new() { AudioBytes = 256 });
        run.Server.Faults.Add(new() { Kind = FaultKind.GarbageRows, Endpoint = Endpoint.Recordings });
        var result = await run.SyncAsync(new() { NameTemplate = NameTemplate.Parse("{AgentName}/{DeviceId}_{Ani}_{Id}") });

        Assert.Equal(result.Listed, result.Saved + result.Missing + result.NotFound + result.Failed);
        Assert.Equal("archive", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(run.Folder))));
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(result.Listed, (await run.ReadAsync()).Count);
    }

    [Fact]
    public async Task Unreachable_service_is_one_error_and_loses_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(80, new ManualTime());
        run.Server.Faults.Add(new() { Kind = FaultKind.CloseBeforeHeaders, Endpoint = Endpoint.Audio, Skip = 20 });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());
        Assert.Equal(WellcloudError.ConnectionFailed, fault.Error);

        run.Server.Faults.Clear();
        var result = await run.SyncAsync();
        Assert.True(result.AlreadyPresent > 0);
        Assert.Equal(0, result.Failed);
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(run.Recordings.Count(static recording => recording.HasAudio), run.Files().Length);
    }
}

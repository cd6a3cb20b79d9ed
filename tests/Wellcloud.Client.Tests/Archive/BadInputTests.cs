using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class BadInputTests
{
    [Fact]
    public async Task A_file_in_the_place_of_the_folder_ends_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await File.WriteAllTextAsync(run.Path, "a file");
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());
        Assert.Equal(WellcloudError.WriteFailed, fault.Error);
        Assert.Equal("a file", await File.ReadAllTextAsync(run.Path));
    }

    [Fact]
    public async Task A_folder_removed_on_the_way_ends_the_run()
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
    public async Task A_thousand_hostile_recordings_stay_inside()
    {
        await using var run = await ArchiveRun.StartAsync(1_000, options: new() { AudioBytes = 256 });
        run.Server.Faults.Add(new() { Kind = FaultKind.GarbageRows, Endpoint = Endpoint.Recordings });
        var result = await run.SyncAsync(new() { NameTemplate = NameTemplate.Parse("{AgentName}/{DeviceId}_{Ani}_{Id}") });

        Assert.Equal(result.Listed, result.Saved + result.Missing + result.NotFound + result.Failed);
        Assert.Equal("archive", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(run.Home))));
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(result.Listed, (await run.ReadAsync()).Count);
    }

    [Fact]
    public async Task A_service_that_went_away_is_one_error_and_loses_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(80);
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

using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class RememberedTemplateTests
{
    private static readonly NameTemplate _byDevice = NameTemplate.Parse("{DeviceId}/{Id}");

    [Fact]
    public async Task Run_without_a_template_uses_the_one_of_the_last_run()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync(new() { NameTemplate = _byDevice });
        archive.Service.Add("b", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        Assert.EndsWith(Path.Combine("8001@acme.cc", "b.mp3"), (await archive.ReadAsync("b")).Path);
        Assert.Single(archive.Lines, static line => line["format"] is not null);
    }

    [Fact]
    public async Task Another_template_names_new_files_and_is_reported_once()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path;
        archive.Service.Add("b", archive.Now.AddDays(-30));

        var first = archive.Sync(new() { NameTemplate = _byDevice });
        await first.RunAsync();
        var second = archive.Sync(new() { NameTemplate = _byDevice });
        await second.RunAsync();

        Assert.Equal((NameTemplate.Default.ToString(), null), (first.OtherTemplate, second.OtherTemplate));
        Assert.Equal(path, (await archive.ReadAsync("a")).Path);
        Assert.EndsWith(Path.Combine("8001@acme.cc", "b.mp3"), (await archive.ReadAsync("b")).Path);
    }

    [Fact]
    public async Task Shards_share_the_template_of_the_archive()
    {
        await using var run = await ArchiveRun.StartAsync(30);
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2"), NameTemplate = _byDevice });
        await run.SyncAsync(new() { Shard = Shard.Parse("2/2") });
        Assert.All(run.Files(), file => Assert.Equal(run.Path, Path.GetDirectoryName(Path.GetDirectoryName(file))));
    }

    [Fact]
    public async Task Remembered_template_without_the_id_is_refused_for_a_shard()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync(new() { NameTemplate = NameTemplate.Parse("{DeviceId}") });
        await Assert.ThrowsAsync<ArgumentException>(() => archive.SyncAsync(new() { Shard = Shard.Parse("1/2") }));
    }

    [Fact]
    public async Task Remembered_template_without_the_id_still_keeps_names_apart()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync(new() { NameTemplate = NameTemplate.Parse("{DeviceId}") });
        archive.Service.Calls[0].Seconds = 60;
        archive.Service.Add("b", archive.Now.AddDays(-30), seconds: 10);
        Assert.Equal((1, 1), ((await archive.SyncAsync()).Failed, (await archive.SyncAsync()).AlreadyPresent));
        Assert.Equal(WellcloudError.NameCollision, archive.Outcomes[^1].Fault!.Error);
    }
}

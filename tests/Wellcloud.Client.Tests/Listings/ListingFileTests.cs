using System.IO.Compression;
using System.Text;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Tests.Archive;
using Xunit;

namespace Wellcloud.Client.Tests.Listings;

public sealed class ListingFileTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.json.gz")]
    public async Task Saved_listing_has_the_rows_of_the_service(string name)
    {
        await using var run = await ListingRun.StartAsync(300);
        var file = await run.SaveAsync(name);
        var filter = new RecordingFilter { State = new TextFilter(["success"]) };
        var expected = new List<Recording>();
        await foreach (var row in run.Client.GetRecordingsAsync(filter, Cancelled))
        {
            expected.Add(row);
        }

        var (rows, fault) = await ListingRun.ReadAsync(file.FullName, filter);
        Assert.Null(fault);
        Assert.Equal(expected.Select(static row => (row.Id, row.StartTime, row.AgentName)), rows.Select(static row => (row.Id, row.StartTime, row.AgentName)));
    }

    [Fact]
    public async Task Compression_is_detected_by_content_and_not_by_name()
    {
        await using var run = await ListingRun.StartAsync(30);
        var compressed = await run.SaveAsync("a.json.gz");
        var plain = await run.SaveAsync();
        File.Move(compressed.FullName, run.At("b.json"));
        File.Move(plain.FullName, run.At("b.gz"));
        Assert.Equal(30, (await ListingRun.ReadAsync(run.At("b.json"))).Rows.Count);
        Assert.Equal(30, (await ListingRun.ReadAsync(run.At("b.gz"))).Rows.Count);
    }

    [Fact]
    public async Task Truncated_file_is_rejected()
    {
        await using var run = await ListingRun.StartAsync(3);
        var whole = await File.ReadAllBytesAsync((await run.SaveAsync()).FullName, Cancelled);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(run.At("cut"), whole[..length], Cancelled);
            var fault = (await ListingRun.ReadAsync(run.At("cut"))).Fault;
            Assert.Equal((length == 0 ? WellcloudError.InvalidResponse : WellcloudError.TruncatedResponse, run.At("cut"), false), (fault!.Error, fault.Target, fault.IsTransient));
        }
    }

    [Fact]
    public async Task Truncated_compressed_file_is_rejected()
    {
        await using var run = await ListingRun.StartAsync(3);
        var whole = await File.ReadAllBytesAsync((await run.SaveAsync("a.json.gz")).FullName, Cancelled);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(run.At("cut"), whole[..length], Cancelled);
            var fault = (await ListingRun.ReadAsync(run.At("cut"))).Fault;
            Assert.NotNull(fault);

            // Fewer bytes than the header of ten cannot be recognized as gzip.
            Assert.True(length < 10 || fault.Error == WellcloudError.TruncatedResponse);
        }
    }

    [Fact]
    public async Task Compressed_content_with_a_flipped_bit_is_rejected()
    {
        await using var run = await ListingRun.StartAsync(3);
        var whole = await File.ReadAllBytesAsync((await run.SaveAsync("a.json.gz")).FullName, Cancelled);

        // The header of ten bytes holds time and system, which do not matter.
        for (var place = 10; place < whole.Length; place++)
        {
            whole[place] ^= 1;
            await File.WriteAllBytesAsync(run.At("flipped"), whole, Cancelled);
            Assert.NotNull((await ListingRun.ReadAsync(run.At("flipped"))).Fault);
            whole[place] ^= 1;
        }
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("{\"message\":\"no\",\"code\":\"500\"}")]
    [InlineData("[{\"id\":\"a\"}] x")]
    [InlineData("[{\"id\":\"a\"},{\"id\":01}]")]
    [InlineData("[{\"Id\":\"a\",\"StartTime\":\"2026-11-01T00:00:00+08:00\"}]")]
    public async Task Other_content_is_refused(string content)
    {
        await using var run = await ListingRun.StartAsync(1);
        await File.WriteAllTextAsync(run.At("a.json"), content, Cancelled);
        var fault = (await ListingRun.ReadAsync(run.At("a.json"))).Fault;
        Assert.Equal((WellcloudError.InvalidResponse, run.At("a.json")), (fault!.Error, fault.Target));
        await using (var file = new GZipStream(File.Create(run.At("a.json.gz")), CompressionLevel.Fastest))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(content), Cancelled);
        }

        Assert.Equal(WellcloudError.InvalidResponse, (await ListingRun.ReadAsync(run.At("a.json.gz"))).Fault?.Error);
    }

    [Fact]
    public async Task Missing_file_and_folder_cannot_be_read()
    {
        await using var run = await ListingRun.StartAsync(1);
        foreach (var path in new[] { run.At("none.json"), run.Folder })
        {
            var fault = (await ListingRun.ReadAsync(path)).Fault;
            Assert.Equal((WellcloudError.ReadFailed, path), (fault!.Error, fault.Target));
        }
    }

    [Theory]
    [InlineData("listing.json")]
    [InlineData("listing.json.gz")]
    public async Task Shards_sync_from_one_listing_and_cover_each_recording_once(string name)
    {
        await using var run = await ArchiveRun.StartAsync(60);
        var path = run.At(name);
        await new Wellcloud.Client.Listings.ListingSaver(run.Client, path, force: false).SaveAsync(Cancelled);
        run.Server.Requests.Clear();

        var listed = 0;
        for (var part = 1; part <= 4; part++)
        {
            var result = await run.SyncAsync(new() { ListingPath = path, Shard = Shard.Parse($"{part}/4") });
            listed += result.Listed;
        }

        Assert.Equal(60, listed);
        Assert.Equal(60, (await run.ReadAsync()).Select(static saved => saved.Id).Distinct().Count());
        Assert.All(run.Server.Requests.ToList(), static request => Assert.Equal(Endpoint.Audio, request.Endpoint));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Sync_from_a_cut_listing_saves_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(60);
        var path = run.At("listing.json");
        await new Wellcloud.Client.Listings.ListingSaver(run.Client, path, force: false).SaveAsync(Cancelled);
        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length - 1);
        }

        run.Server.Requests.Clear();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync(new() { ListingPath = path }));
        Assert.Equal((WellcloudError.TruncatedResponse, path), (fault.Error, fault.Target));
        Assert.Empty(run.Server.Requests.ToList());
    }

    [Fact]
    public async Task Id_of_another_shard_counts_as_listed()
    {
        await using var run = await ArchiveRun.StartAsync(20);
        var ids = run.Recordings.Select(static recording => recording.Id).Append("no-such-id").ToArray();
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path, Shard = Shard.Parse("1/4"), Filter = new() { Id = new TextFilter(ids) } });
        await sync.RunAsync(null, Cancelled);
        Assert.Equal(["no-such-id"], sync.NotListed);
    }

    /// <summary>An id with JSON escapes, an id with an invalid byte, a number, and a row without an id.</summary>
    [Fact]
    public async Task Odd_ids_belong_to_exactly_one_shard()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        var path = run.At("odd.json");
        byte[] bytes = [.. "[{\"id\":\"\\u0061\\/b\"},{\"id\":\"录音\"},{\"id\":\"x"u8, 0xFF, .. "\"},{\"id\":12},{\"ani\":\"1\"},{\"id\":[1]}]"u8];
        await File.WriteAllBytesAsync(path, bytes, Cancelled);
        var rows = (await ListingRun.ReadAsync(path)).Rows;
        Assert.Equal(["a/b", "录音", "x\uFFFD", "12", "", ""], rows.Select(static row => row.Id));
        for (var part = 1; part <= 3; part++)
        {
            var shard = Shard.Parse($"{part}/3");
            var plan = await new ArchiveSync(run.Client, new() { Path = run.Path, ListingPath = path, Shard = shard }).PlanAsync(Cancelled);
            Assert.Equal(rows.Select(static row => row.Id).Distinct().Count(shard.Includes), plan.Listed);
        }
    }
}

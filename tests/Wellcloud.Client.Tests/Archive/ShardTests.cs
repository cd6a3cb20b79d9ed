using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class ShardTests
{
    [Theory]
    [InlineData("2/8", 2, 8)]
    [InlineData("0/8", 8, 8)]
    [InlineData("8/8", 8, 8)]
    [InlineData(" 1 / 1 ", 1, 1)]
    public void Part_and_number_of_parts_are_read(string text, int part, int parts)
    {
        var shard = Shard.Parse(text);
        Assert.Equal((part, parts), (shard.Part, shard.Parts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("9/8")]
    [InlineData("-1/8")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("a/b")]
    [InlineData("1/99999999999")]
    public void Other_texts_are_refused(string text) => Assert.Contains("2/8", Assert.Throws<ArgumentException>(() => Shard.Parse(text)).Message);

    [Fact]
    public void Part_of_an_id_is_the_same_on_every_machine()
    {
        // SHA-256 of "a" begins with ca978112ca1bbdca, of "b" with 3e23e8160039594a.
        Assert.Equal((int)(0xca978112ca1bbdca % 7), PartOf("a", 7) % 7);
        Assert.Equal((int)(0x3e23e8160039594a % 7), PartOf("b", 7) % 7);
    }

    [Fact]
    public void Shards_cover_every_id_exactly_once_and_evenly()
    {
        var counts = new int[8];
        for (var i = 0; i < 8000; i++)
        {
            var id = $"id-{i}";
            counts[Assert.Single(Enumerable.Range(1, 8), part => Shard.Parse($"{part}/8").Includes(id)) - 1]++;
        }

        Assert.All(counts, static count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Shards_overlap_where_an_id_can_belong_to_both()
    {
        var ids = Enumerable.Range(0, 2000).Select(static i => $"id-{i}").ToArray();
        foreach (var (m, n) in new[] { (1, 3), (2, 4), (4, 6), (3, 5), (8, 8) })
        {
            foreach (var one in Enumerable.Range(1, m).Select(part => Shard.Parse($"{part}/{m}")))
            {
                foreach (var other in Enumerable.Range(1, n).Select(part => Shard.Parse($"{part}/{n}")))
                {
                    Assert.Equal(ids.Any(id => one.Includes(id) && other.Includes(id)), one.Overlaps(other));
                }
            }
        }
    }

    [Fact]
    public async Task Shards_share_an_archive_with_one_ledger_each()
    {
        await using var run = await ArchiveRun.StartAsync(200);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(part =>
            new ArchiveSync(run.Client, new() { Path = run.Path, Shard = Shard.Parse($"{part}/4") }).RunAsync()));

        Assert.Equal(200, results.Sum(static result => result.Listed));
        Assert.Equal(4, System.IO.Directory.GetFiles(System.IO.Path.Combine(run.Path, ".wellcloud"), "ledger-*-of-4.jsonl").Length);
        Assert.Equal(200, (await run.ReadAsync()).Select(static saved => saved.Id).Distinct().Count());
        var test = await run.TestAsync();
        Assert.True(test.IsValid);
        Assert.All(results, result => Assert.Contains(result.LedgerHead, test.LedgerHead));
        Assert.Equal(run.Files().Length, System.IO.File.ReadLines(System.IO.Path.Combine(run.Path, "SHA256SUMS")).Count());
    }

    [Fact]
    public async Task Another_number_of_shards_downloads_nothing_twice()
    {
        await using var run = await ArchiveRun.StartAsync(100);
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await run.SyncAsync(new() { Shard = Shard.Parse("2/2") });
        var asked = run.Server.Requests.Count(Endpoint.Audio);

        foreach (var part in new[] { 1, 2, 3 })
        {
            Assert.Equal(0, (await run.SyncAsync(new() { Shard = Shard.Parse($"{part}/3") })).Saved);
        }

        Assert.Equal(0, (await run.SyncAsync()).Saved);
        Assert.Equal(asked, run.Server.Requests.Count(Endpoint.Audio));
        Assert.Equal(100, (await run.ReadAsync()).Count);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Theory]
    [InlineData("2/4", "2/4", true)]
    [InlineData("2/4", "1/1", true)]
    [InlineData("2/4", "1/3", true)]
    [InlineData("2/4", "3/4", false)]
    [InlineData("2/4", "1/2", false)]
    public async Task Run_that_overlaps_a_running_shard_is_refused(string running, string second, bool refused)
    {
        await using var run = await ArchiveRun.StartAsync(40);
        var tried = false;
        await new ArchiveSync(run.Client, new() { Path = run.Path, Shard = Shard.Parse(running) }).RunAsync(async _ =>
        {
            if (tried)
            {
                return;
            }

            tried = true;
            var other = new ArchiveSync(run.Client, new() { Path = run.Path, Shard = Shard.Parse(second) });
            if (refused)
            {
                Assert.Equal(WellcloudError.ArchiveInUse, (await Assert.ThrowsAsync<WellcloudException>(() => other.RunAsync())).Error);
            }
            else
            {
                await other.RunAsync();
            }
        });
        Assert.True(tried);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Template_without_the_id_is_refused_for_shards()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        Assert.Throws<ArgumentException>(() => new ArchiveSync(run.Client, new() { Path = run.Path, Shard = Shard.Parse("1/2"), NameTemplate = NameTemplate.Parse("{DeviceId}") }));
    }

    private static int PartOf(string id, int parts) => Enumerable.Range(1, parts).Single(part => Shard.Parse($"{part}/{parts}").Includes(id));
}

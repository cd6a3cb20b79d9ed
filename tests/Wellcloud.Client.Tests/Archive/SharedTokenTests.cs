using Wellcloud.Client.Archive;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>Tokens that end long before their 24 hours, in the middle of many transfers.</summary>
public sealed class SharedTokenTests : IDisposable
{
    private const int Recordings = 400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_syncs_that_replace_each_others_token_both_finish()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = Recordings, AudioBytes = 300, OneToken = true });
        var seen = new Sightings();
        var results = await Task.WhenAll(SyncAsync(server, "one", new FastTime(), seen), SyncAsync(server, "two", new FastTime(), seen));
        Assert.All(results, result => Assert.Equal((Recordings, 0), (result.Listed, result.Failed)));

        // The pauses grow, so that one sync works while the other waits.
        Assert.InRange(server.Requests.Count(Endpoint.Token), 2, Recordings / 4);
        Assert.All(seen, line => Assert.DoesNotContain("emulator-secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sync_finishes_although_every_token_ends_after_25_requests()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = Recordings, AudioBytes = 300, TokenRequests = 25 });
        var time = new ManualTime();
        var seen = new Sightings();
        var result = await SyncAsync(server, "one", time, seen);
        Assert.Equal((Recordings, 0), (result.Listed, result.Failed));
        Assert.InRange(server.Requests.Count(Endpoint.Token), Recordings / 40, Recordings / 20);
        Assert.NotEmpty(time.Pauses);
        Assert.All(time.Pauses, static pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        Assert.Contains(seen, line => line.Contains("appId", StringComparison.Ordinal));
    }

    private async Task<ArchiveSyncResult> SyncAsync(EmulatorServer server, string name, TimeProvider time, Sightings seen)
    {
        using var client = new WellcloudClient(new()
        {
            BaseUri = server.BaseUri,
            TokenUri = server.TokenUri,
            AppId = "emulator-app",
            AppSecret = Text.Secure("emulator-secret"),
            OperationTimeout = TimeSpan.FromHours(1),
            UseProxy = false,
            TimeProvider = time,
        });
        return await new ArchiveSync(client.Observed(seen), new() { Path = Path.Combine(_folder.FullName, name), ThrottleLimit = 16 }).RunAsync();
    }
}

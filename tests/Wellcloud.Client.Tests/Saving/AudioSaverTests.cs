using Wellcloud.Client.Saving;
using Wellcloud.Client.Names;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

public sealed class AudioSaverTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
    private readonly ManualTime _time = new();
    private EmulatorServer _server = null!;
    private WellcloudClient _client = null!;

    private IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(static file => file.FullName);

    public async ValueTask InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(new() { Recordings = 2000, AudioBytes = 100_000 });
        _client = Client(_server.BaseUri);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Early_stop_ends_all_transfers_and_every_file_is_complete()
    {
        var saved = 0;
        await foreach (var _ in Saver().SaveAsync(_client.GetRecordingsAsync()))
        {
            if (++saved == 40)
            {
                break;
            }
        }

        await AssertQuietAsync();
        Assert.InRange(Whole().Count, 39, 1999);
    }

    [Fact]
    public async Task Cancellation_ends_stalled_transfers_at_once()
    {
        _server.Faults.Add(new() { Kind = FaultKind.StallBody, Endpoint = Endpoint.Audio });
        using var stop = new CancellationTokenSource();
        var run = DrainAsync(Saver().SaveAsync(_client.GetRecordingsAsync(), stop.Token));
        await _server.Faults.WaitForStallsAsync(4);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await AssertQuietAsync();
        Assert.Empty(Whole());
    }

    [Fact]
    public async Task Cancellation_ends_the_reading_of_endless_input()
    {
        using var stop = new CancellationTokenSource();
        var run = DrainAsync(Saver().SaveAsync(Endless(), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(_server.Requests);

        async IAsyncEnumerable<Recording> Endless()
        {
            await Task.Yield();
            for (var number = 0; ; number++)
            {
                if (number == 100)
                {
                    await stop.CancelAsync();
                }

                yield return new() { Id = $"{number}", State = "Fail" };
            }
        }
    }

    [Fact]
    public async Task Unreachable_service_is_one_error()
    {
        await using var door = new ClosedDoor();
        using var client = Client(new Uri($"http://127.0.0.1:{door.Port}"));
        var outcomes = new List<SaveOutcome>();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => DrainAsync(
            new AudioSaver(client, new() { Destination = _folder.FullName }).SaveAsync(Many(1000)), outcomes));
        Assert.Equal(WellcloudError.ConnectionFailed, fault.Error);
        Assert.Empty(outcomes);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Refused_token_is_one_error()
    {
        _server.Faults.Add(new() { Kind = FaultKind.ExpireToken, Endpoint = Endpoint.Audio });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => DrainAsync(Saver().SaveAsync(Many(1000))));
        Assert.Equal(WellcloudError.AuthenticationFailed, fault.Error);
        await AssertQuietAsync();
        Assert.InRange(_server.Requests.Count(Endpoint.Audio), 1, 100);
    }

    [Fact]
    public async Task Exception_of_the_input_ends_the_run()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => DrainAsync(Saver().SaveAsync(Failing())));
        await AssertQuietAsync();

        async IAsyncEnumerable<Recording> Failing()
        {
            yield return Of(0);
            await Task.Yield();
            throw new InvalidOperationException("upstream");
        }
    }

    [Fact]
    public async Task Existing_file_is_skipped_unless_forced()
    {
        var first = Assert.Single(await SaveAsync(Saver(), 1)).Result;
        Assert.Equal((SaveStatus.Saved, 1), (first.Status, first.Attempts));
        var other = Path.ChangeExtension(first.Path!, ".wav");
        File.Move(first.Path!, other);

        var second = Assert.Single(await SaveAsync(Saver(), 1)).Result;
        Assert.Equal((SaveStatus.Skipped, 0, other), (second.Status, second.Attempts, second.Path));
        var forced = Assert.Single(await SaveAsync(new AudioSaver(_client, new() { Destination = _folder.FullName, Force = true }), 1)).Result;
        Assert.Equal((SaveStatus.Saved, first.Path), (forced.Status, forced.Path));
        Assert.Equal(2, _server.Requests.Count(Endpoint.Audio));
    }

    [Fact]
    public async Task Second_recording_with_the_same_name_is_a_collision()
    {
        var saver = new AudioSaver(_client, new() { Destination = _folder.FullName, NameTemplate = NameTemplate.Parse("same"), Force = true });
        var outcomes = await SaveAsync(saver, 2);
        Assert.Equal([SaveStatus.Failed, SaveStatus.Saved], outcomes.Select(outcome => outcome.Result.Status).OrderDescending());
        Assert.Equal(WellcloudError.NameCollision, outcomes.Single(outcome => outcome.Fault is not null).Fault!.Error);
        Assert.Single(Files);
    }

    [Theory]
    [InlineData("{Id}")]
    [InlineData("same")]
    public async Task Repeated_recording_is_downloaded_once(string template)
    {
        var saver = new AudioSaver(_client, new() { Destination = _folder.FullName, ThrottleLimit = 2, NameTemplate = NameTemplate.Parse(template) });
        var one = First(1)[0];
        var outcomes = new List<SaveOutcome>();
        await DrainAsync(saver.SaveAsync(Some([one, one, one, one])), outcomes);
        await DrainAsync(saver.SaveAsync(Some([one])), outcomes);
        Assert.All(outcomes, static outcome => Assert.Null(outcome.Fault));
        Assert.Equal([SaveStatus.Saved, SaveStatus.Skipped, SaveStatus.Skipped, SaveStatus.Skipped, SaveStatus.Skipped], outcomes.Select(static outcome => outcome.Result.Status));
        Assert.All(outcomes, outcome => Assert.Equal((Assert.Single(Files), 100_000), (outcome.Result.Path, outcome.Result.Bytes)));
        Assert.Equal(1, _server.Requests.Count(Endpoint.Audio));
    }

    [Fact]
    public async Task Repeated_recording_is_tried_again_after_a_failure()
    {
        var one = First(1)[0];
        _server.Faults.Add(new() { Kind = FaultKind.Empty, Endpoint = Endpoint.Audio, Times = 1 });
        var outcomes = new List<SaveOutcome>();
        await DrainAsync(Saver().SaveAsync(Some([one, one, one])), outcomes);
        Assert.Equal([SaveStatus.Failed, SaveStatus.Saved, SaveStatus.Skipped], outcomes.Select(static outcome => outcome.Result.Status));
        Assert.Single(Files);
    }

    [Fact]
    public async Task Repeated_recording_is_downloaded_each_time_when_forced()
    {
        var list = First(3);
        var saver = new AudioSaver(_client, new() { Destination = _folder.FullName, ThrottleLimit = 2, Force = true });
        var outcomes = new List<SaveOutcome>();
        await DrainAsync(saver.SaveAsync(Some([.. list, .. list])), outcomes);
        Assert.Equal(6, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.Equal(SaveStatus.Saved, outcome.Result.Status));
        Assert.Equal(3, Whole().Count);
    }

    [Fact]
    public async Task Outage_ends_a_run_whose_recordings_are_repeated()
    {
        var list = First(12);
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Endpoint = Endpoint.Audio });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => DrainAsync(Saver().SaveAsync(Some([.. list, .. list]))));
        Assert.True(fault.EndsRun);
        await AssertQuietAsync();
    }

    [Fact]
    public async Task Failed_recording_is_missing_without_a_request()
    {
        var failed = new Recording { Id = "no audio", State = "Fail" };
        var outcomes = new List<SaveOutcome>();
        await DrainAsync(Saver().SaveAsync(Some(failed)), outcomes);
        Assert.Equal((SaveStatus.Missing, 0), (outcomes[0].Result.Status, outcomes[0].Result.Attempts));
        Assert.Null(outcomes[0].Fault);
        Assert.NotEmpty(outcomes[0].Result.Error!);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Length_of_resumed_audio_is_that_of_the_whole_file()
    {
        _server.Faults.Add(new FaultRule { Kind = FaultKind.CutBody, Endpoint = Endpoint.Audio, Times = 1, Fraction = 0.5 });
        using (var hasty = Client(_server.BaseUri, retries: 0))
        {
            var cut = Assert.Single(await SaveAsync(new(hasty, new() { Destination = _folder.FullName }), 1)).Result;
            Assert.Equal((SaveStatus.Failed, null, null), (cut.Status, cut.AudioFormat, cut.AudioLength));
        }

        var whole = Assert.Single(await SaveAsync(Saver(), 1)).Result;
        Assert.Equal((SaveStatus.Resumed, "mp3"), (whole.Status, whole.AudioFormat));
        Assert.Equal(1387 * 0.072, whole.AudioLength!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Partial_file_with_every_byte_is_resumed_by_its_last()
    {
        var saved = Assert.Single(await SaveAsync(Saver(), 1)).Result;
        var audio = await File.ReadAllBytesAsync(saved.Path!);
        File.Delete(saved.Path!);

        _server.Faults.Add(new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Audio, Times = 1 });
        using var hasty = Client(_server.BaseUri, retries: 0);
        Assert.NotNull(Assert.Single(await SaveAsync(new AudioSaver(hasty, new() { Destination = _folder.FullName }), 1)).Fault);
        await File.WriteAllBytesAsync(Assert.Single(Files, static file => file.EndsWith(".partial", StringComparison.Ordinal)), audio);
        _server.Requests.Clear();

        var resumed = Assert.Single(await SaveAsync(Saver(), 1)).Result;
        Assert.Equal((SaveStatus.Resumed, saved.Sha256, saved.Path), (resumed.Status, resumed.Sha256, resumed.Path));
        Assert.Equal(audio, await File.ReadAllBytesAsync(resumed.Path!));
        Assert.Equal("bytes=99999-", Assert.Single(_server.Requests).Range);
    }

    private AudioSaver Saver() => new(_client, new() { Destination = _folder.FullName, ThrottleLimit = 16 });

    private WellcloudClient Client(Uri root, int retries = 3) => new(new() { BaseUri = root, Token = Text.Secure(_server.Token), MaximumRetryCount = retries, TimeProvider = _time });

    private Recording Of(int index) => new() { Id = _server.Tenant[index].Id };

    private async Task<List<SaveOutcome>> SaveAsync(AudioSaver saver, int count)
    {
        var outcomes = new List<SaveOutcome>();
        await DrainAsync(saver.SaveAsync(Many(count)), outcomes);
        return outcomes;
    }

    private IAsyncEnumerable<Recording> Many(int count) => Some(First(count));

    private Recording[] First(int count) => [.. Enumerable.Range(0, 2000).Where(index => _server.Tenant[index].HasAudio).Take(count).Select(Of)];

    private static async IAsyncEnumerable<Recording> Some(params Recording[] recordings)
    {
        foreach (var recording in recordings)
        {
            yield return recording;
        }

        await Task.CompletedTask;
    }

    private static async Task DrainAsync(IAsyncEnumerable<SaveOutcome> run, List<SaveOutcome>? outcomes = null)
    {
        await foreach (var outcome in run)
        {
            outcomes?.Add(outcome);
        }
    }

    /// <summary>Checks that no request is in progress, and that each file with a final name is complete.</summary>
    private async Task AssertQuietAsync()
    {
        await _server.Requests.WhenIdleAsync();
        Whole();
    }

    private List<string> Whole()
    {
        var named = Files.Where(static file => !file.Contains(".partial", StringComparison.Ordinal)).ToList();
        Assert.All(named, static file => Assert.Equal(100_000, new FileInfo(file).Length));
        return named;
    }
}

using Wellcloud.Client.Archive;
using Wellcloud.Client.Saving;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>The run waits for a service that is down or refuses, but not for a recording that is at fault.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const int Recordings = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
    private readonly Sightings _seen = new();
    private ManualTime _time;
    private EmulatorServer _server = null!;

    public OutageTests() => _time = Clock();

    /// <summary>The faults of a service that is down, and the errors for them.</summary>
    public static TheoryData<FaultKind, int, WellcloudError> Downs => new()
    {
        { FaultKind.Status, 502, WellcloudError.ServerError },
        { FaultKind.Status, 503, WellcloudError.ServerError },
        { FaultKind.Status, 504, WellcloudError.ServerError },
        { FaultKind.Status, 429, WellcloudError.TooManyRequests },
        { FaultKind.Html, 404, WellcloudError.UnexpectedStatus },
        { FaultKind.Empty, 410, WellcloudError.UnexpectedStatus },
        { FaultKind.Html, 200, WellcloudError.InvalidResponse },
        { FaultKind.ResetBeforeHeaders, 0, WellcloudError.ConnectionFailed },
    };

    public async ValueTask InitializeAsync() =>
        _server = await EmulatorServer.StartAsync(new() { Recordings = 4 * Recordings, AudioBytes = 20_000 });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Downs))]
    public async Task No_recording_is_lost_when_the_service_comes_back(FaultKind kind, int status, WellcloudError _)
    {
        _server.Faults.Add(new() { Kind = kind, Status = status, Endpoint = Endpoint.Audio, Skip = 20, Times = 12 });
        var outcomes = await SaveAsync(16, retries: 1);
        Assert.Equal(Recordings, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.Equal(SaveStatus.Saved, outcome.Result.Status));
    }

    [Theory]
    [MemberData(nameof(Downs))]
    public async Task Service_that_stays_down_is_one_error_that_says_how_much_is_left(FaultKind kind, int status, WellcloudError error)
    {
        _server.Faults.Add(new() { Kind = kind, Status = status, Endpoint = Endpoint.Audio, Skip = 20 });
        var progress = new TransferProgress { Total = Recordings };
        var outcomes = new List<SaveOutcome>();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => SaveAsync(16, progress: progress, outcomes: outcomes));
        Assert.Equal((error, true, FaultReason.Outage), (fault.Error, fault.EndsRun, fault.Reason));

        // All pauses pass at once, so the run may end before the last of the 20 good answers are on the disk.
        Assert.InRange(outcomes.Count, 20 - 16, 20);
        Assert.Contains($". The service has not answered for two minutes, so the command ends. {Recordings - outcomes.Count} of 60", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", fault.Message, StringComparison.Ordinal);
        Assert.All(outcomes, static outcome => Assert.Equal(SaveStatus.Saved, outcome.Result.Status));
        Assert.NotNull(progress.Waiting);
        Assert.Contains(_seen, static line => line!.Contains("All transfers wait", StringComparison.Ordinal));
        Assert.DoesNotContain(_seen, static line => line!.Contains("wait -", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Downs))]
    public async Task Recording_at_fault_fails_alone(FaultKind kind, int status, WellcloudError error)
    {
        var bad = Ids().Skip(7).Where(static (_, index) => index % 20 == 0).ToList();
        foreach (var places in new[] { 1, 16 })
        {
            _time = Clock();
            _server.Faults.Clear();
            foreach (var id in bad)
            {
                _server.Faults.Add(new() { Kind = kind, Status = status, Endpoint = Endpoint.Audio, Id = id });
            }

            var outcomes = await SaveAsync(places, retries: 2);
            Assert.Equal(Recordings, outcomes.Count);
            var failed = outcomes.Where(static outcome => outcome.Fault is not null).ToList();
            Assert.Equal(bad.Order(StringComparer.Ordinal), failed.Select(static outcome => outcome.Result.Id).Order(StringComparer.Ordinal));
            Assert.All(failed, outcome => Assert.Equal((SaveStatus.Failed, error), (outcome.Result.Status, outcome.Fault!.Error)));
            Array.ForEach(_folder.GetFiles(), static file => file.Delete());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fault_is_its_own_only_if_the_service_answered_before_it_was_asked(bool answersBefore)
    {
        using var client = Client(0);
        var (health, trouble) = (new ServiceHealth(client, new TransferProgress()), new Trouble());
        var fault = new WellcloudException(WellcloudError.ServerError, "down") { StatusCode = 502 };
        health.Begin();
        health.Begin();
        Assert.NotNull(health.Judge(await EnterAsync(), fault, trouble));

        var asked = answersBefore ? default : await EnterAsync();
        health.Answer(await EnterAsync());
        asked = answersBefore ? await EnterAsync() : asked;
        Assert.Equal(answersBefore, health.Judge(asked, fault, trouble) is null);

        ValueTask<Ticket> EnterAsync()
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return health.EnterAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Error_counts_transfers_that_succeed_after_the_outage_was_found()
    {
        using var client = Client(0);
        var progress = new TransferProgress { Total = 3 };
        var health = new ServiceHealth(client, progress);
        var asked = await health.EnterAsync(TestContext.Current.CancellationToken);
        var fault = new WellcloudException(WellcloudError.ServerError, "down") { StatusCode = 503, RetryAfter = TimeSpan.FromHours(1) };
        var outage = Assert.Throws<WellcloudException>(() => health.Judge(asked, fault, new()));
        Assert.Contains("3 of 3", outage.Message, StringComparison.Ordinal);

        progress.End();
        Assert.Contains("2 of 3", health.Conclude(outage)!.Message, StringComparison.Ordinal);
        Assert.Null(health.Conclude(null));
    }

    [Fact]
    public async Task Fewer_than_ten_recordings_fail_one_by_one()
    {
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Endpoint = Endpoint.Audio });
        var outcomes = await SaveAsync(16, count: 5);
        Assert.Equal(5, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.True(outcome.Result is { Status: SaveStatus.Failed, Attempts: >= 3 }));
    }

    [Theory]
    [InlineData(FaultKind.Status, 502)]
    [InlineData(FaultKind.Status, 503)]
    [InlineData(FaultKind.Status, 504)]
    [InlineData(FaultKind.ResetBeforeHeaders, 0)]
    public async Task Last_recordings_wait_for_the_service_too(FaultKind kind, int status)
    {
        _server.Faults.Add(new() { Kind = kind, Status = status, Endpoint = Endpoint.Audio, Skip = 15, Times = 8 });
        var outcomes = await SaveAsync(16, retries: 0, count: 20);
        Assert.Equal(20, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.Equal(SaveStatus.Saved, outcome.Result.Status));
    }

    [Fact]
    public async Task Last_recordings_fail_alone_when_the_two_minutes_are_over()
    {
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Endpoint = Endpoint.Audio, Skip = 15 });
        var start = _time.GetUtcNow();
        var outcomes = await SaveAsync(16, retries: 1, count: 20);
        Assert.Equal(20, outcomes.Count);
        Assert.Equal(5, outcomes.Count(static outcome => outcome.Fault is { Error: WellcloudError.ServerError }));
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));
    }

    [Theory]
    [InlineData(FaultReason.Unreachable, true)]
    [InlineData(FaultReason.None, false)]
    public async Task Last_recording_without_a_connection_is_an_outage(FaultReason reason, bool isOutage)
    {
        using var client = Client(0);
        var (health, trouble) = (new ServiceHealth(client, new TransferProgress()), new Trouble());
        var fault = new WellcloudException(WellcloudError.ConnectionFailed, "down") { Reason = reason, IsTransient = true };
        health.Answer(await health.EnterAsync(TestContext.Current.CancellationToken));
        health.Begin();
        health.EndInput();
        var start = _time.GetUtcNow();
        var end = await Record.ExceptionAsync(async () =>
        {
            while (health.Judge(await health.EnterAsync(TestContext.Current.CancellationToken), fault, trouble) is not null)
            {
            }
        });
        Assert.Equal(isOutage, end is WellcloudException { EndsRun: true });
        Assert.True(isOutage || end is null);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task Two_minutes_of_refusals_alone_are_an_outage_when_more_than_one_recording_is_refused(int refused, bool isOutage)
    {
        using var client = Client(0);
        var health = new ServiceHealth(client, new TransferProgress());
        var fault = new WellcloudException(WellcloudError.ServerError, "busy") { StatusCode = 503, IsTransient = true };
        var troubles = Enumerable.Range(0, refused).Select(static _ => new Trouble()).ToList();
        health.Answer(await health.EnterAsync(TestContext.Current.CancellationToken));
        troubles.ForEach(_ => health.Begin());
        var end = await Record.ExceptionAsync(async () =>
        {
            for (var turn = 0; health.Judge(await health.EnterAsync(TestContext.Current.CancellationToken), fault, troubles[turn % refused]) is not null; turn++)
            {
            }
        });
        Assert.Equal(isOutage, end is WellcloudException { EndsRun: true });
        Assert.True(isOutage || end is null);
    }

    [Fact]
    public async Task Limit_that_meets_the_same_recording_again_and_again_costs_nothing()
    {
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 429, Endpoint = Endpoint.Audio, Id = Ids().First(), Times = 8 });
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 429, Endpoint = Endpoint.Audio, Every = 3 });
        var outcomes = await SaveAsync(8, retries: 1);
        Assert.Equal(Recordings, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.Equal(SaveStatus.Saved, outcome.Result.Status));
    }

    [Fact]
    public async Task Wait_of_more_than_ten_minutes_ends_at_once_and_says_until_when()
    {
        _server.Faults.Add(new() { Kind = FaultKind.RetryAfterSeconds, Status = 503, Seconds = 7200, Endpoint = Endpoint.Audio });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => SaveAsync(16));
        Assert.Equal((WellcloudError.ServerError, true), (fault.Error, fault.EndsRun));
        Assert.Contains("2024-06-01 10:00:00 +08:00", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        using var enough = new CancellationTokenSource();
        _time = new()
        {
            DuringPause = async _ =>
            {
                await enough.CancelAsync();
                await new TaskCompletionSource().Task;
            },
        };
        _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 503, Endpoint = Endpoint.Audio });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(16, stop: enough.Token));
    }

    [Fact]
    public async Task Sync_ends_without_a_result_and_the_next_run_continues()
    {
        var rule = _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Endpoint = Endpoint.Audio, Skip = 20 });
        using var client = Client(2);
        var options = new ArchiveSyncOptions { Path = _folder.FullName };
        var decided = new List<SaveOutcome>();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => new ArchiveSync(client, options).RunAsync(outcome =>
        {
            decided.Add(outcome);
            return Task.CompletedTask;
        }));
        Assert.Equal(WellcloudError.ServerError, fault.Error);
        Assert.DoesNotContain(decided, static outcome => outcome.Result.Status is SaveStatus.Failed);
        Assert.True(rule.Hits > 10);

        _server.Faults.Clear();
        var result = await new ArchiveSync(client, options).RunAsync();
        Assert.Equal(0, result.Failed);
        Assert.InRange(result.AlreadyPresent, 1, result.Listed - 1);
        Assert.Equal(result.Listed, result.Decided);
    }

    // A slow machine is no silent service: the clock stands still while a request is in progress.
    private ManualTime Clock() => new() { Overlap = TimeSpan.FromMilliseconds(20), WhenIdle = () => _server.Requests.WhenIdleAsync() };

    private IEnumerable<string> Ids() => Enumerable.Range(0, 4 * Recordings).Select(index => _server.Tenant[index]).Where(static recording => recording.HasAudio).Select(static recording => recording.Id).Take(Recordings);

    private WellcloudClient Client(int retries) =>
        new(new() { BaseUri = _server.BaseUri, Token = Text.Secure(_server.Token), MaximumRetryCount = retries, TimeProvider = _time });

    private async Task<List<SaveOutcome>> SaveAsync(
        int places, int retries = 2, int count = Recordings, TransferProgress? progress = null, List<SaveOutcome>? outcomes = null, CancellationToken stop = default)
    {
        using var client = Client(retries);
        var saver = new AudioSaver(client.Observed(_seen), new() { Destination = _folder.FullName, ThrottleLimit = places }) { Progress = progress ?? new() };
        outcomes ??= [];
        await foreach (var outcome in saver.SaveAsync(Some(), stop))
        {
            outcomes.Add(outcome);
        }

        return outcomes;

        async IAsyncEnumerable<Recording> Some()
        {
            foreach (var id in Ids().Take(count))
            {
                yield return new() { Id = id };
            }

            await Task.CompletedTask;
        }
    }
}

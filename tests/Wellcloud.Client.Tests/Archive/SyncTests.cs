using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class SyncTests
{
    [Fact]
    public async Task Every_file_is_saved_and_counted()
    {
        await using var run = await ArchiveRun.StartAsync(300);
        var result = await run.SyncAsync();

        var whole = run.Recordings.Count(static recording => recording.HasAudio);
        Assert.Equal((300, whole, 0, 300 - whole, 0, 0), (result.Listed, result.Saved, result.AlreadyPresent, result.Missing, result.NotFound, result.Failed));
        Assert.Equal(3000L * whole, result.Bytes);
        Assert.Equal(Path.GetFullPath(run.Path), result.Path);
        Assert.Equal(whole, run.Files().Length);
        Assert.True((await run.TestAsync()).IsValid);
        var hashes = run.Recordings.Where(static recording => recording.HasAudio).ToDictionary(static recording => recording.Id, run.Server.Audio.Sha256);
        Assert.All((await run.ReadAsync()).Where(static saved => saved.Path is not null), saved => Assert.Equal(hashes[saved.Id], saved.Sha256));
    }

    [Fact]
    public async Task Second_sync_downloads_nothing()
    {
        await using var run = await ArchiveRun.StartAsync();
        var first = await run.SyncAsync();
        var asked = run.Server.Requests.Count(Endpoint.Audio);
        var ledger = await File.ReadAllBytesAsync(run.Ledger);

        var second = await run.SyncAsync();

        Assert.Equal(asked, run.Server.Requests.Count(Endpoint.Audio));
        Assert.Equal((first.Saved, 0, first.Missing), (second.AlreadyPresent, second.Saved, second.Missing));
        Assert.Equal(first.LedgerHead, second.LedgerHead);
        Assert.Equal(ledger, await File.ReadAllBytesAsync(run.Ledger));
    }

    [Fact]
    public async Task Deleted_and_changed_files_are_downloaded_again()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync();
        var files = run.Files();
        File.Delete(files[0]);
        await File.AppendAllTextAsync(files[1], "more");

        var result = await run.SyncAsync();

        Assert.Equal(2, result.Saved);
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(files.Order(), run.Files().Order());
    }

    [Fact]
    public async Task Missing_and_not_found_are_final_unless_forced()
    {
        // A day after the last call: until then nothing is final.
        await using var run = await ArchiveRun.StartAsync(20, new FakeTimeProvider(new(2027, 1, 3, 0, 0, 0, TimeSpan.Zero)));
        var (lost, unknown) = (run.Recordings.First(static recording => recording.HasAudio).Id, run.Recordings.Last(static recording => recording.HasAudio).Id);
        run.Server.Faults.Add(new() { Kind = FaultKind.Status, Endpoint = Endpoint.Audio, Id = lost, Status = 448 });
        run.Server.Faults.Add(new() { Kind = FaultKind.Status, Endpoint = Endpoint.Audio, Id = unknown, Status = 425 });
        var failed = run.Recordings.Count(static recording => !recording.HasAudio);

        var first = await run.SyncAsync();
        Assert.Equal((1 + failed, 1, 0), (first.Missing, first.NotFound, first.Failed));

        run.Server.Faults.Clear();
        var again = await run.SyncAsync();
        Assert.Equal((1 + failed, 1, 0), (again.Missing, again.NotFound, again.Saved));

        var forced = await run.SyncAsync(new() { Force = true });
        Assert.Equal((failed, 0, 2, 18 - failed), (forced.Missing, forced.NotFound, forced.Saved, forced.AlreadyPresent));
    }

    [Fact]
    public async Task Failure_is_recorded_and_tried_again()
    {
        await using var run = await ArchiveRun.StartAsync(20);
        var id = run.Recordings.First(static recording => recording.HasAudio).Id;
        run.Server.Faults.Add(new() { Kind = FaultKind.Html, Endpoint = Endpoint.Audio, Id = id });

        Assert.Equal(1, (await run.SyncAsync()).Failed);
        var saved = Assert.Single(await run.ReadAsync(), recording => recording.Status == SaveStatus.Failed);
        Assert.Equal(id, saved.Id);
        Assert.NotNull(saved.Error);

        run.Server.Faults.Clear();
        var again = await run.SyncAsync();
        Assert.Equal((1, 0), (again.Saved, again.Failed));
        Assert.DoesNotContain(await run.ReadAsync(), recording => recording.Status == SaveStatus.Failed);
    }

    [Fact]
    public async Task Incomplete_listing_changes_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(2000);
        run.Server.Faults.Add(new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Recordings, Fraction = 0.9 });

        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SyncAsync());

        Assert.Equal(WellcloudError.TruncatedResponse, fault.Error);
        Assert.False(File.Exists(run.Ledger));
        Assert.Empty(run.Files());
        Assert.Equal(0, run.Server.Requests.Count(Endpoint.Audio));
    }

    [Fact]
    public async Task Incomplete_listing_is_requested_again()
    {
        await using var run = await ArchiveRun.StartAsync(2000, options: new() { AudioBytes = 256 });
        run.Server.Faults.Add(new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Recordings, Fraction = 0.9, Times = 1 });
        var plan = await new ArchiveSync(run.Client, new() { Path = run.Path }).PlanAsync();
        Assert.Equal(2000, plan.Listed);
    }

    [Fact]
    public async Task Plan_counts_and_writes_nothing()
    {
        await using var run = await ArchiveRun.StartAsync(200);
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path });
        var first = await sync.PlanAsync();
        var withAudio = run.Recordings.Count(static recording => recording.HasAudio);
        Assert.InRange(withAudio, 1, 199);
        Assert.Equal((200, 0, withAudio), (first.Listed, first.AlreadyPresent, first.ToFetch));
        Assert.Equal(ArchivePlan.NamesShown, first.FirstNames.Count);
        Assert.False(Directory.Exists(run.Path));

        var result = await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        var plan = await sync.PlanAsync();
        Assert.Equal((result.Saved, withAudio - result.Saved), (plan.AlreadyPresent, plan.ToFetch));
    }

    [Fact]
    public async Task Duplicate_rows_count_once()
    {
        await using var run = await ArchiveRun.StartAsync();
        run.Server.Faults.Add(new() { Kind = FaultKind.DuplicateRows, Endpoint = Endpoint.Recordings });
        Assert.Equal(40, (await run.SyncAsync()).Listed);
        Assert.Equal(40, run.Outcomes.Select(static outcome => outcome.Result.Id).Distinct().Count());
    }

    [Fact]
    public async Task Names_without_the_id_also_collide_across_runs()
    {
        await using var run = await ArchiveRun.StartAsync(30);
        var options = new ArchiveSyncOptions { NameTemplate = NameTemplate.Parse("{State}") };

        var first = await run.SyncAsync(options);
        Assert.Equal(1, first.Saved);
        var kept = await File.ReadAllBytesAsync(Assert.Single(run.Files()));

        var second = await run.SyncAsync(options);
        Assert.Equal((1, 0), (second.AlreadyPresent, second.Saved));
        Assert.All(run.Outcomes.Where(static outcome => outcome.Result.Status == SaveStatus.Failed), static outcome => Assert.Equal(WellcloudError.NameCollision, outcome.Fault!.Error));
        Assert.Equal(kept, await File.ReadAllBytesAsync(Assert.Single(run.Files())));
    }

    [Fact]
    public async Task Foreign_file_is_not_overwritten_under_a_name_without_the_id()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        Directory.CreateDirectory(run.Path);
        var other = Path.Combine(run.Path, "all.mp3");
        await File.WriteAllTextAsync(other, "mine");

        Assert.Equal(1, (await run.SyncAsync(new() { NameTemplate = NameTemplate.Parse("all") })).Failed);
        Assert.Equal("mine", await File.ReadAllTextAsync(other));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_run_leaves_complete_files_with_lines_and_the_next_run_finishes(bool byToken)
    {
        await using var run = await ArchiveRun.StartAsync(120, options: new() { AudioBytes = 200_000 });
        using var stop = new CancellationTokenSource();
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path });
        var decided = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sync.RunAsync(
            _ =>
            {
                if (++decided < 10)
                {
                    return Task.CompletedTask;
                }

                Assert.Equal(10, decided);
                return byToken ? stop.CancelAsync() : Task.FromException(new OperationCanceledException());
            },
            stop.Token));

        var whole = run.Files().Where(static file => !file.Contains(".partial")).ToArray();
        Assert.All(whole, static file => Assert.Equal(200_000, new FileInfo(file).Length));
        var test = await run.TestAsync();
        Assert.True(test.IsValid, string.Join("\n", test.Unlisted));
        Assert.Equal(whole.Length, test.Files);

        var result = await run.SyncAsync();
        Assert.Equal((120, whole.Length, 0), (result.Listed, result.AlreadyPresent, result.Failed));
        Assert.True((await run.TestAsync()).IsValid);
        Assert.Equal(run.Recordings.Count(static recording => recording.HasAudio), run.Files().Length);
    }

    [Fact]
    public async Task Lost_decision_ends_the_run()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => sync.RunAsync(_ =>
        {
            ResultOf(sync) = ResultOf(sync) with { Saved = 0, Missing = 0 };
            return Task.CompletedTask;
        }));

        Assert.Equal((WellcloudError.CountMismatch, run.Path), (fault.Error, fault.Target));
        Assert.Contains("5 recordings were listed, but 0", fault.Message);
        Assert.Equal(5, (await run.SyncAsync()).Decided);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Changed_file_is_replaced_under_a_name_without_the_id()
    {
        await using var run = await ArchiveRun.StartAsync(1);
        var options = new ArchiveSyncOptions { NameTemplate = NameTemplate.Parse("all"), Force = true };
        await run.SyncAsync(options);
        var file = Assert.Single(run.Files());
        await File.WriteAllTextAsync(file, "half");

        Assert.Equal((1, 0), ((await run.SyncAsync(options)).Saved, run.Outcomes[^1].Fault is null ? 0 : 1));
        Assert.Equal(3000, new FileInfo(file).Length);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Named_ids_that_are_not_listed_are_reported()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        var filter = new RecordingFilter { Id = new(["nobody", run.Server.Tenant[0].Id]) };
        var sync = new ArchiveSync(run.Client, new() { Path = run.Path, Filter = filter });
        Assert.Equal(1, (await sync.RunAsync()).Listed);
        Assert.Equal("nobody", Assert.Single(sync.NotListed));
    }

    /// <summary>The counts of the run. Only through this field can a test make the run lose a decision.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_result")]
    private static extern ref ArchiveSyncResult ResultOf(ArchiveSync sync);
}

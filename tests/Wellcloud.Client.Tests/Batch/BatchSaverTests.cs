using System.IO.Compression;
using System.Security.Cryptography;
using Wellcloud.Client.Batch;
using Xunit;

namespace Wellcloud.Client.Tests.Batch;

public sealed class BatchSaverTests
{
    [Fact]
    public async Task Zip_without_a_name_is_named_after_the_time()
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.Disposition });
        var outcome = await run.SaveAsync();
        Assert.Empty(outcome.Faults);
        Assert.Equal("zip", outcome.Batch.Format);
        Assert.Equal(5, outcome.Batch.Entries);
        Assert.Matches(@"^recordings-\d{14}\.zip$", Assert.Single(run.Files));
        var bytes = await File.ReadAllBytesAsync(outcome.Batch.Path);
        Assert.Equal(bytes.Length, outcome.Batch.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), outcome.Batch.Sha256);
    }

    [Fact]
    public async Task Name_of_the_service_is_used_and_never_overwrites_unless_forced()
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.Disposition, Body = "attachment; filename=\"../../Calls.zip\"" });
        Assert.Equal(run.At("Calls.zip"), (await run.SaveAsync()).Batch.Path);
        var second = await run.SaveAsync();
        Assert.Matches(@"Calls-\d{14}\.zip$", second.Batch.Path);
        Assert.Equal(run.At("Calls.zip"), (await run.SaveAsync(new() { Destination = run.Folder, Force = true })).Batch.Path);
        Assert.Equal(2, run.Files.Length);
    }

    [Theory]
    [InlineData("attachment; filename=calls", "calls.zip")]
    [InlineData("attachment; filename=calls.mp3", "calls.mp3.zip")]
    [InlineData("attachment; filename*=UTF-8''%E5%BD%95%E9%9F%B3.zip", "录音.zip")]
    public async Task Bytes_decide_the_extension(string header, string name)
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.Disposition, Body = header });
        Assert.Equal(run.At(name), (await run.SaveAsync()).Batch.Path);
    }

    [Fact]
    public async Task Existing_file_is_refused_without_a_request_unless_forced()
    {
        await using var run = await BatchRun.StartAsync();
        await File.WriteAllTextAsync(run.At("a.zip"), "mine");
        var fault = await run.FailAsync(new() { OutFile = run.At("a.zip") });
        Assert.Equal((WellcloudError.FileExists, run.At("a.zip")), (fault.Error, fault.Target));
        Assert.Empty(run.Server.Requests.ToList());
        Assert.Equal("mine", await File.ReadAllTextAsync(run.At("a.zip")));
        var forced = await run.SaveAsync(new() { OutFile = run.At("a.zip"), Force = true });
        Assert.Equal(forced.Batch.Bytes, new FileInfo(run.At("a.zip")).Length);
    }

    [Fact]
    public async Task Query_reaches_the_service()
    {
        await using var run = await BatchRun.StartAsync();
        await run.SaveAsync(new() { Destination = run.At("new/folder"), Query = "?from=2024&to=a%20b" });
        Assert.Equal("?from=2024&to=a%20b", Assert.Single(run.Server.Requests.ToList()).Query);
    }

    [Theory]
    [InlineData(BatchNames.Utf8)]
    [InlineData(BatchNames.Gbk)]
    public async Task Entries_are_unpacked_completely_under_their_names(BatchNames names)
    {
        await using var run = await BatchRun.StartAsync(new() { Recordings = 30, BatchEntries = 5, AudioBytes = 3000, BatchNames = names });
        var outcome = await run.SaveAsync(new() { OutFile = run.At("all.zip"), Expand = true });
        Assert.Empty(outcome.Faults);
        var saved = Enumerable.Range(0, 30).Select(index => run.Server.Tenant[index]).Where(recording => recording.HasAudio).Take(5).ToList();
        var expected = saved.Select(recording => $"{recording.AgentName}_{recording.StartTime:yyyyMMddHHmmss}_{recording.Id}.mp3");
        Assert.Equal(expected.Append("all.zip").Order(StringComparer.Ordinal), run.Files);
        foreach (var recording in saved)
        {
            var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(run.Folder, $"*{recording.Id}.mp3").Single());
            Assert.Equal(run.Server.Audio.Sha256(recording), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    [Fact]
    public async Task Unsafe_entry_is_reported_and_the_others_are_kept()
    {
        var hostile = new[] { "../out.mp3", "/../out.mp3", "C:\\out.mp3", "a/../../out.mp3" };
        var entries = hostile.Concat(["fine/a.mp3", "/etc/out.mp3", "con.mp3", "a\u202Egpj.mp3"]).ToDictionary(name => name, _ => new byte[] { 1, 2, 3 });
        await using var run = await BatchRun.StartAsync(new() { Recordings = 30, BatchEntries = 2, AudioBytes = 3000, BatchExtraEntries = entries });
        var outcome = await run.SaveAsync(new() { OutFile = run.At("in/all.zip"), Expand = true });
        Assert.All(outcome.Faults, fault => Assert.Equal(WellcloudError.UnsafePath, fault.Error));
        Assert.Equal(hostile.Order(StringComparer.Ordinal), outcome.Faults.Select(fault => fault.Target!).Order(StringComparer.Ordinal));
        Assert.Equal(10, outcome.Batch.Entries);
        Assert.All(["a_gpj.mp3", "con_.mp3", "etc/out.mp3", "fine/a.mp3"], name => Assert.Contains(Path.Combine(["in", .. name.Split('/')]), run.Files));
        Assert.Equal(7, run.Files.Length);
        Assert.All(run.Files, file => Assert.StartsWith("in" + Path.DirectorySeparatorChar, file));
    }

    [Fact]
    public async Task Existing_files_of_entries_are_kept_and_named_unless_forced()
    {
        var entries = new Dictionary<string, byte[]> { ["a.mp3"] = "new"u8.ToArray() };
        await using var run = await BatchRun.StartAsync(new() { Recordings = 1, BatchEntries = 0, BatchExtraEntries = entries });
        await File.WriteAllTextAsync(run.At("a.mp3"), "mine");
        var fault = Assert.Single((await run.SaveAsync(new() { Destination = run.Folder, Expand = true })).Faults);
        Assert.Equal((WellcloudError.NameCollision, "a.mp3"), (fault.Error, fault.Target));
        Assert.Equal("mine", await File.ReadAllTextAsync(run.At("a.mp3")));
        await run.SaveAsync(new() { Destination = run.Folder, Expand = true, Force = true });
        Assert.Equal("new", await File.ReadAllTextAsync(run.At("a.mp3")));
    }

    [Theory]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.CutChunked)]
    [InlineData(FaultKind.ResetMidBody)]
    [InlineData(FaultKind.CloseBeforeHeaders)]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.RetryAfterSeconds)]
    public async Task Transient_fault_is_retried_from_the_start(FaultKind kind)
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = kind, Times = 2, Seconds = 0 });
        var outcome = await run.SaveAsync(new() { OutFile = run.At("all.zip") });
        using var zip = ZipFile.OpenRead(outcome.Batch.Path);
        Assert.Equal(5, zip.Entries.Count);
        Assert.Equal("all.zip", Assert.Single(run.Files));
        Assert.All(run.Server.Requests.ToList(), request => Assert.Null(request.Range));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.97)]
    public async Task Zip_of_a_connection_closed_early_is_rejected(double fraction)
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.CloseDelimited, Fraction = fraction });
        Assert.Equal(WellcloudError.TruncatedResponse, (await run.FailAsync()).Error);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("425", WellcloudError.RecordingNotFound)]
    [InlineData("448", WellcloudError.RecordingFileMissing)]
    [InlineData("500", WellcloudError.ServerError)]
    [InlineData("403", WellcloudError.PermissionDenied)]
    public async Task Error_in_the_body_is_reported(string code, WellcloudError error)
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.CodeInBody, Code = code, Message = "no batch" });
        var fault = await run.FailAsync();
        Assert.Equal((error, "no batch"), (fault.Error, fault.ServerMessage));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData(FaultKind.Html, null)]
    [InlineData(FaultKind.Empty, null)]
    [InlineData(FaultKind.Status, "[1, 2]")]
    public async Task Html_json_or_nothing_is_rejected(FaultKind kind, string? body)
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = kind, Body = body, Status = 200 });
        Assert.Equal(WellcloudError.InvalidResponse, (await run.FailAsync()).Error);
        Assert.Empty(run.Files);
    }

    [Fact]
    public async Task Other_content_is_saved_unchanged()
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.Status, Status = 200, Body = "id;time\n1;2\n", ContentType = "text/csv" });
        var batch = (await run.SaveAsync(new() { Destination = run.Folder, Expand = true })).Batch;
        Assert.Equal((SavedBatch.UnknownFormat, null), (batch.Format, batch.Entries));
        Assert.EndsWith(".bin", batch.Path);
        Assert.Equal("id;time\n1;2\n", await File.ReadAllTextAsync(batch.Path));
    }

    [Fact]
    public async Task Folder_in_the_place_of_a_file_is_a_write_fault()
    {
        await using var run = await BatchRun.StartAsync();
        await File.WriteAllTextAsync(run.At("file"), "");
        Assert.Equal(WellcloudError.WriteFailed, (await run.FailAsync(new() { Destination = run.At("file/folder") })).Error);
    }

    [Fact]
    public async Task Cancellation_leaves_no_file()
    {
        await using var run = await BatchRun.StartAsync(null, new FaultRule { Kind = FaultKind.StallBody });
        using var stop = new CancellationTokenSource();
        var saving = new BatchSaver(run.Client, new() { Destination = run.Folder }).SaveAsync(stop.Token);
        await run.Server.Faults.WaitForStallsAsync();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
        Assert.Empty(run.Files);
    }
}

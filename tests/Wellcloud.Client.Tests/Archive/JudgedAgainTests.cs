using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class JudgedAgainTests
{
    private const string NotFoundJson = """{"message":"no recording","code":425}""";

    [Fact]
    public async Task Longer_audio_replaces_the_first_part_when_the_row_changes()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30), seconds: 0);
        call.Audio = AudioSample.Mp3(12);
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;

        (call.Seconds, call.Audio, call.ETag) = (600, AudioSample.Mp3(143), "\"a-2\"");
        var second = await archive.SyncAsync();

        Assert.Equal((1, 0), (second.Saved, second.AlreadyPresent));
        Assert.Equal(call.Audio, await File.ReadAllBytesAsync(path));
        Assert.Equal(path, (await archive.ReadAsync("a")).Path);
        Assert.Equal("row changed", (string?)archive.Lines[^1]["again"]);
        Assert.True((await archive.TestAsync()).IsValid);
        Assert.Equal(1, (await archive.SyncAsync()).AlreadyPresent);
        Assert.Equal(["a", "a?"], archive.Service.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unchanged_audio_stays_and_is_not_requested_in_every_run(bool hasTag)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        call.ETag = hasTag ? call.ETag : null;
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        var written = File.GetLastWriteTimeUtc(path);

        call.Seconds = 61;
        var second = await archive.SyncAsync();

        Assert.Equal((0, 1, 0L), (second.Saved, second.AlreadyPresent, second.Bytes));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        var line = archive.Lines[^1];
        Assert.Equal(("Saved", "row changed", 61), ((string?)line["status"], (string?)line["again"], (int)line["recording"]!["callLength"]!));
        Assert.Equal(hasTag ? "\"a-1\"" : null, (string?)line["etag"]);
        await archive.SyncAsync();
        Assert.Equal(["a", hasTag ? "a?" : "a"], archive.Service.Asked);
        Assert.True((await archive.TestAsync()).IsValid);
        Assert.DoesNotContain(Directory.EnumerateFiles(archive.Path, "*.partial", SearchOption.AllDirectories), static _ => true);
    }

    [Theory]
    [InlineData(448, """{"message":"lost","code":448}""")]
    [InlineData(425, NotFoundJson)]
    [InlineData(500, "down")]
    [InlineData(410, "<html>")]
    [InlineData(200, "<html>")]
    [InlineData(200, "")]
    public async Task Saved_file_stays_whatever_else_the_service_sends(int status, string body)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();

        (call.Seconds, call.Instead) = (61, (status, "text/html", body));
        var second = await archive.SyncAsync();

        Assert.Equal((0, 1), (second.Saved, second.AlreadyPresent));
        Assert.Null(archive.Outcomes[^1].Fault);
        Assert.Equal(SaveStatus.Saved, (await archive.ReadAsync("a")).Status);
        Assert.True((await archive.TestAsync()).IsValid);

        // Only a 425 or 448 of the service itself ends the requests.
        await archive.SyncAsync();
        Assert.Equal(status is 448 or 425 ? 2 : 3, archive.Service.Asked.Length);
    }

    [Fact]
    public async Task Saved_file_stays_when_its_row_now_says_Fail()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        call.State = "Fail";
        Assert.Equal(1, (await archive.SyncAsync()).AlreadyPresent);
        Assert.True((await archive.TestAsync()).IsValid);
        Assert.Equal("Fail", (await archive.ReadAsync("a")).Recording!.State);
    }

    [Fact]
    public async Task Audio_of_another_format_takes_the_place_of_the_file()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        (call.Seconds, call.Audio, call.ContentType, call.ETag) = (61, AudioSample.Wav(800), "audio/wav", "\"a-2\"");
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.EndsWith(".wav", (await archive.ReadAsync("a")).Path);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Theory]
    [InlineData(448)]
    [InlineData(425)]
    public async Task Recording_of_a_call_that_has_just_ended_is_requested_until_a_day_has_passed(int code)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddMinutes(-5));
        call.Instead = (code, "application/json", $$"""{"message":"not yet","code":{{code}}}""");
        Assert.Equal(1, (await archive.SyncAsync()).Decided);
        archive.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await archive.SyncAsync()).Saved);
        Assert.Equal("judged early", (string?)archive.Lines[^1]["again"]);

        call.Instead = null;
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.Equal("judged early", (string?)archive.Lines[^1]["again"]);
        Assert.Equal(3, archive.Service.Asked.Length);
    }

    [Theory]
    [InlineData(-1.5)]
    [InlineData(-400.0)]
    [InlineData(9000.0)]
    [InlineData(null)]
    public async Task Absence_is_final_once_a_day_has_passed_since_the_call_or_the_first_answer(double? endedInDays)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", endedInDays is { } days ? archive.Now.AddDays(days) : null);
        call.Instead = (425, "application/json", NotFoundJson);
        await archive.SyncAsync();
        await archive.SyncAsync();
        var isOver = endedInDays < 0;
        Assert.Equal(isOver ? 1 : 2, archive.Service.Asked.Length);

        archive.Clock.Advance(TimeSpan.FromDays(1.1));
        await archive.SyncAsync();
        await archive.SyncAsync();
        Assert.Equal(isOver ? 1 : 3, archive.Service.Asked.Length);
        Assert.Equal(1, (await archive.SyncAsync()).NotFound);
    }

    [Fact]
    public async Task Absence_is_judged_again_when_the_row_changes()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30), seconds: 0);
        call.Instead = (448, "application/json", """{"code":448}""");
        await archive.SyncAsync();
        (call.Seconds, call.Instead, call.Audio) = (600, null, AudioSample.Mp3(143));
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.Equal("row changed", (string?)archive.Lines[^1]["again"]);
    }

    [Fact]
    public async Task Failed_state_gets_one_line_and_not_one_in_every_run()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddMinutes(-5));
        call.State = "Fail";
        Assert.Equal(1, (await archive.SyncAsync()).Missing);
        var lines = archive.Lines.Length;
        Assert.Equal(1, (await archive.SyncAsync()).Missing);
        Assert.Equal(lines, archive.Lines.Length);

        call.State = "Success";
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
    }

    [Theory]
    [InlineData("startTime", true)]
    [InlineData("endTime", true)]
    [InlineData("callLength", true)]
    [InlineData("fileSize", true)]
    [InlineData("agentName", false)]
    public async Task Change_of_one_field_requests_the_audio_again_only_if_it_may_be_another(string field, bool requests)
    {
        await using var archive = new CallArchive();
        var end = archive.Now.AddDays(-30);
        var call = archive.Service.Add("a", end);
        (call.Started, call.FileSize, call.AgentName) = (end.AddMinutes(-1), call.Audio.Length, "张三");
        await archive.SyncAsync();
        switch (field)
        {
            case "startTime": call.Started = end.AddMinutes(-2); break;
            case "endTime": call.Ended = end.AddMinutes(1); break;
            case "callLength": call.Seconds = 61; break;
            case "fileSize": call.FileSize = null; break;
            default: call.AgentName = "李四"; break;
        }

        Assert.Equal(1, (await archive.SyncAsync()).AlreadyPresent);
        Assert.Equal(requests ? ["a", "a?"] : ["a"], archive.Service.Asked);
    }

    [Fact]
    public async Task Force_downloads_files_again_that_do_not_verify()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("b", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        var damaged = (byte[])call.Audio.Clone();
        damaged[500] ^= 1;
        await File.WriteAllBytesAsync(path, damaged);
        Assert.Equal(2, (await archive.SyncAsync()).AlreadyPresent);

        var forced = await archive.SyncAsync(new() { Force = true });

        Assert.Equal((1, 1), (forced.Saved, forced.AlreadyPresent));
        Assert.Equal("does not verify", (string?)archive.Lines[^1]["again"]);
        Assert.Equal(call.Audio, await File.ReadAllBytesAsync(path));
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Damaged_file_that_the_service_no_longer_has_is_a_failure_and_stays_listed()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        await File.AppendAllTextAsync(path, "more");
        call.Instead = (448, "application/json", """{"code":448}""");

        Assert.Equal(1, (await archive.SyncAsync()).Failed);
        Assert.Equal(WellcloudError.RecordingFileMissing, archive.Outcomes[^1].Fault!.Error);
        Assert.Equal("a", archive.Outcomes[^1].Fault!.Target);
        Assert.Single((await archive.TestAsync()).Corrupt);
        Assert.True(File.Exists(path));
        call.Instead = null;
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Theory]
    [InlineData("Success", 448, """{"message":"lost","code":448}""", WellcloudError.RecordingFileMissing)]
    [InlineData("Success", 425, NotFoundJson, WellcloudError.RecordingNotFound)]
    [InlineData("Success", 500, "down", WellcloudError.ServerError)]
    [InlineData("Success", 403, "no", WellcloudError.PermissionDenied)]
    [InlineData("Success", 200, "<html>", WellcloudError.InvalidResponse)]
    [InlineData("Success", 200, "", WellcloudError.InvalidResponse)]
    [InlineData("Fail", 200, "", WellcloudError.RecordingFileMissing)]
    public async Task Lost_file_that_cannot_be_downloaded_again_stays_absent_and_is_a_failure(string state, int status, string body, WellcloudError error)
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        var aside = path + ".aside";
        File.Move(path, aside);
        (call.State, call.Instead) = (state, (status, "application/json", body));

        for (var run = 0; run < 2; run++)
        {
            var result = await archive.SyncAsync();
            Assert.Equal((1, 1), (result.Listed, result.Failed));
            Assert.Equal((error, "a"), (archive.Outcomes[^1].Fault!.Error, archive.Outcomes[^1].Fault!.Target));
            Assert.Equal(path, Assert.Single((await archive.TestAsync()).Absent));
            Assert.Equal(SaveStatus.Saved, (await archive.ReadAsync("a")).Status);
        }

        // What comes back, comes back as the recording's file, and can be removed.
        File.Move(aside, path);
        Assert.True((await archive.TestAsync()).IsValid);
        await archive.SyncAsync();
        Assert.Null(Assert.Single(await archive.RemoveAsync("a")).Fault);
        Assert.False(File.Exists(path));
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Lost_file_is_downloaded_again_once_the_service_has_it()
    {
        await using var archive = new CallArchive();
        var call = archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        File.Delete((await archive.ReadAsync("a")).Path!);
        call.Instead = (448, "application/json", """{"code":448}""");
        await archive.SyncAsync();
        call.Instead = null;
        Assert.Equal(1, (await archive.SyncAsync()).Saved);
        Assert.Equal("file gone", (string?)archive.Lines[^1]["again"]);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Damaged_file_is_replaced_under_its_own_name_though_the_template_has_changed()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        await archive.SyncAsync();
        var path = (await archive.ReadAsync("a")).Path!;
        await File.WriteAllTextAsync(path, "half");
        Assert.Equal(1, (await archive.SyncAsync(new() { NameTemplate = NameTemplate.Parse("{Id}") })).Saved);
        Assert.Equal(path, (await archive.ReadAsync("a")).Path);
        Assert.True((await archive.TestAsync()).IsValid);
    }
}

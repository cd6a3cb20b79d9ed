using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;
using Wellcloud.Client.Tests.Archive;
using Wellcloud.Client.Tests.Faults;
using Wellcloud.Client.Tests.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>Which recording owns a file, for recordings with any id.</summary>
public sealed class FileOwnershipTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
    private readonly TwinService _service = new();
    private WellcloudClient _client = null!;

    private IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public ValueTask InitializeAsync()
    {
        _client = _service.Connect();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("another recording")]
    [InlineData("")]
    public async Task Existing_OutFile_is_an_error_unless_forced(string content)
    {
        var file = At("one.mp3");
        await File.WriteAllTextAsync(file, content);
        var (result, fault) = await SaveOneAsync("a", new() { OutFile = file });
        Assert.Equal((SaveStatus.Failed, WellcloudError.FileExists, file), (result.Status, fault?.Error, fault?.Target));
        Assert.Equal(content, await File.ReadAllTextAsync(file));
        Assert.Empty(_service.Asked);

        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", new() { OutFile = file, Force = true })).Result.Status);
        Assert.Equal(["one.mp3"], Files);
    }

    [Fact]
    public async Task OutFile_that_appears_during_the_transfer_stays()
    {
        var file = At("one.mp3");
        _service.Answering = _ => File.WriteAllText(file, "mine");
        Assert.Equal(WellcloudError.FileExists, (await SaveOneAsync("a", new() { OutFile = file })).Fault?.Error);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        Assert.Equal(["one.mp3"], Files);
    }

    [Theory]
    [InlineData("same.mp3")]
    [InlineData("SAME.wav")]
    [InlineData("Same.MP3")]
    public async Task Existing_file_under_a_name_without_the_id_is_a_collision_unless_forced(string name)
    {
        await File.WriteAllTextAsync(At(name), "another recording");
        var options = new AudioSaveOptions { NameTemplate = NameTemplate.Parse("same") };
        Assert.Equal(WellcloudError.NameCollision, (await SaveOneAsync("a", options)).Fault?.Error);
        Assert.Equal("another recording", await File.ReadAllTextAsync(At(name)));
        Assert.Empty(_service.Asked);
        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", options with { Force = true })).Result.Status);
    }

    [Fact]
    public async Task Latest_of_several_files_of_a_recording_counts()
    {
        var options = new AudioSaveOptions { NameTemplate = NameTemplate.Parse("{Id}") };
        await File.WriteAllBytesAsync(At("a.mp3"), AudioSample.Mp3(2));
        await File.WriteAllBytesAsync(At("a.wav"), AudioSample.Wav(100));
        File.SetLastWriteTimeUtc(At("a.mp3"), new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(At("a.wav"), new(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal((SaveStatus.Skipped, At("a.wav")), await SaveOneAsync("a", options) is var (latest, _) ? (latest.Status, latest.Path) : default);

        await File.WriteAllBytesAsync(At("a.wav"), []);
        Assert.Equal((SaveStatus.Skipped, At("a.mp3")), await SaveOneAsync("a", options) is var (full, _) ? (full.Status, full.Path) : default);
    }

    [Fact]
    public async Task File_that_appears_under_a_name_without_the_id_stays()
    {
        _service.Answering = _ => File.WriteAllText(At("same.mp3"), "mine");
        Assert.Equal(WellcloudError.NameCollision, (await SaveOneAsync("a", new() { NameTemplate = NameTemplate.Parse("same") })).Fault?.Error);
        Assert.Equal("mine", await File.ReadAllTextAsync(At("same.mp3")));
    }

    [Fact]
    public async Task Empty_file_with_the_id_is_fetched()
    {
        await File.WriteAllTextAsync(At("a.mp3"), "");
        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", new())).Result.Status);
        Assert.Equal(SaveStatus.Skipped, (await SaveOneAsync("a", new())).Result.Status);
    }

    [Theory]
    [InlineData("{Id}")]
    [InlineData("{Id}/audio")]
    [InlineData("{DeviceId}/{Id}")]
    public async Task Ids_that_differ_in_case_collide_in_every_run_and_order(string template)
    {
        var options = new AudioSaveOptions { NameTemplate = NameTemplate.Parse(template) };
        foreach (var (ids, expected) in new[] { ("abc ABC", "Saved Failed"), ("abc ABC", "Skipped Failed"), ("ABC abc", "Failed Skipped"), ("Abc", "Failed") })
        {
            var outcomes = await SaveAsync(options, ids.Split(' '));
            Assert.Equal(expected, string.Join(' ', ids.Split(' ').Select(id => outcomes.Single(outcome => outcome.Result.Id == id).Result.Status)));
            Assert.All(outcomes, static outcome => Assert.Equal(outcome.Result.Status is SaveStatus.Failed ? WellcloudError.NameCollision : null, outcome.Fault?.Error));
        }

        Assert.Equal(WellcloudError.NameCollision, (await SaveOneAsync("ABC", options with { Force = true })).Fault?.Error);
        Assert.Equal(["abc"], _service.Asked);
        Assert.Single(Files);
    }

    [Theory]
    [InlineData("a.mp3/note")]
    [InlineData("a.partial/note")]
    public async Task Folder_in_the_place_of_a_file_fails_one_recording(string obstacle)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(obstacle))!);
        await File.WriteAllTextAsync(At(obstacle), "mine");
        await AssertOneFailsAsync(new());
        Assert.Equal([obstacle, "b.mp3"], Files);
    }

    [Fact]
    public async Task File_in_the_place_of_a_folder_fails_one_recording()
    {
        await File.WriteAllTextAsync(At("a"), "mine");
        await AssertOneFailsAsync(new() { NameTemplate = NameTemplate.Parse("{Id}/audio") });
        Assert.Equal(["a", "b/audio.mp3"], Files);
    }

    [Fact]
    public async Task File_that_is_open_elsewhere_fails_one_recording()
    {
        using (new FileStream(At("a.partial"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            await AssertOneFailsAsync(new());
        }
    }

    /// <summary>As a program against viruses does. On other systems, an open file can be replaced.</summary>
    [Fact]
    public async Task File_that_is_open_elsewhere_for_a_moment_is_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows locks open files.");
        await File.WriteAllTextAsync(At("a.mp3"), "old");
        var held = new FileStream(At("a.mp3"), FileMode.Open, FileAccess.Read, FileShare.Read);
        var time = new ManualTime
        {
            DuringPause = _ =>
            {
                held.Dispose();
                return Task.CompletedTask;
            },
        };
        using var client = new WellcloudClient(new() { BaseUri = _service.BaseUri, Token = Text.Secure("t"), UseProxy = false, TimeProvider = time });
        await foreach (var outcome in new AudioSaver(client, Below(new() { Force = true })).SaveAsync(One()))
        {
            Assert.Equal(SaveStatus.Saved, outcome.Result.Status);
        }

        Assert.Equal(HostileService.AudioOf("a"), await File.ReadAllBytesAsync(At("a.mp3")));
        Assert.Single(time.Pauses);
        Assert.Equal(["a.mp3"], Files);

        static async IAsyncEnumerable<Recording> One()
        {
            yield return new() { Id = "a" };
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task File_that_stays_open_elsewhere_fails_one_recording_and_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows locks open files.");
        await File.WriteAllTextAsync(At("a.mp3"), "old");
        using (new FileStream(At("a.mp3"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            await AssertOneFailsAsync(new() { Force = true });
            Assert.Equal("old", await File.ReadAllTextAsync(At("a.mp3")));
        }

        Assert.Equal(["a.mp3", "b.mp3"], Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData(@"\\?\")]
    public async Task Long_destination_is_written_to(string prefix)
    {
        Assert.SkipWhen(prefix.Length > 0 && !OperatingSystem.IsWindows(), "Such a path is for Windows.");
        var folder = Path.Combine([prefix + _folder.FullName, .. Enumerable.Repeat(new string('d', 120), 3)]);
        var options = new AudioSaveOptions { Destination = folder, NameTemplate = NameTemplate.Parse("{DeviceId}/{Id}") };
        var (result, fault) = await SaveOneAsync("a", options);
        Assert.Null(fault);
        Assert.Equal((SaveStatus.Saved, Path.Combine(folder, "unknown", "a.mp3")), (result.Status, result.Path));
        Assert.Equal(HostileService.AudioOf("a"), await File.ReadAllBytesAsync(result.Path!));
        Assert.Equal(SaveStatus.Skipped, (await SaveOneAsync("a", options)).Result.Status);

        _service.Ids = ["a"];
        var archive = new ArchiveSyncOptions { Path = Path.Combine(folder, "archive") };
        Assert.Equal(1, (await new ArchiveSync(_client, archive).RunAsync()).Saved);
        Assert.Equal(1, (await new ArchiveSync(_client, archive).RunAsync()).AlreadyPresent);
        Assert.True((await new ArchiveVerification(archive.Path).RunAsync()).IsValid);
    }

    [Fact]
    public async Task Destination_below_a_file_ends_the_run()
    {
        await File.WriteAllTextAsync(At("file"), "mine");
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => SaveAsync(new() { Destination = At("file/below") }, "a", "b"));
        Assert.Equal((WellcloudError.WriteFailed, true), (fault.Error, fault.EndsRun));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pipe_as_OutFile_gets_the_audio_and_nothing_is_put_beside_it(bool force)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has pipes in folders.");
        var pipe = At("pipe");
        SpecialFileTests.MakePipe(pipe);
        var beside = new List<string>();
        _service.Answering = _ => beside.AddRange(Files);
        var reading = Task.Run(() => File.ReadAllBytes(pipe)); // opening a pipe waits for the other end
        var (result, fault) = await SaveOneAsync("a", new() { OutFile = pipe, Force = force });
        Assert.Null(fault);
        Assert.Equal((SaveStatus.Saved, pipe), (result.Status, result.Path));
        Assert.Equal(HostileService.AudioOf("a"), await reading);
        Assert.Equal(["pipe"], beside);
        Assert.True(Client.Files.SpecialFile.Is(pipe));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pipe_in_the_place_of_a_file_fails_one_recording(bool force)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has pipes in folders.");
        SpecialFileTests.MakePipe(At("a.mp3"));
        await AssertOneFailsAsync(new() { Force = force }).WaitAsync(TimeSpan.FromMinutes(1)); // opening the pipe would wait for its other end
        Assert.True(Client.Files.SpecialFile.Is(At("a.mp3")));
        Assert.Equal(["a.mp3", "b.mp3"], Files);
    }

    [Fact]
    public async Task Device_as_OutFile_is_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has devices in folders.");
        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", new() { OutFile = "/dev/null" })).Result.Status);
        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", new() { OutFile = "/dev/null", Force = true })).Result.Status);
        Assert.True(Client.Files.SpecialFile.Is("/dev/null"));
    }

    [Fact]
    public async Task Dangling_link_does_not_count_as_a_saved_recording()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Engine.IsNetStandard, "Links need a privilege on Windows, and .NET Framework cannot follow them.");
        File.CreateSymbolicLink(At("a.mp3"), At("nowhere"));
        Assert.Equal(SaveStatus.Saved, (await SaveOneAsync("a", new())).Result.Status);
    }

    [Fact]
    public void Root_of_a_drive_is_a_destination()
    {
        var saver = new AudioSaver(_client, new() { Destination = Path.GetPathRoot(Path.GetTempPath())! });
        Assert.Null(saver.Foresee(new() { Id = $"{Guid.NewGuid()}" }));
    }

    [Fact]
    public async Task Foresee_writes_no_file_and_sends_no_request()
    {
        await File.WriteAllTextAsync(At("a.mp3"), "audio");
        var saver = new AudioSaver(_client, Below(new()));
        Assert.Equal(SaveStatus.Skipped, saver.Foresee(new() { Id = "a" })?.Result.Status);
        Assert.Equal(SaveStatus.Missing, saver.Foresee(new() { Id = "b", State = "Fail" })?.Result.Status);
        Assert.Equal(WellcloudError.NameCollision, saver.Foresee(new() { Id = "A" })?.Fault?.Error);
        Assert.Null(saver.Foresee(new() { Id = "c" }));
        Assert.Equal(["a.mp3"], Files);
        Assert.Empty(_service.Asked);
    }

    [Theory]
    [InlineData("abc ABC Abc", "1/1")]
    [InlineData("ABC Abc abc", "1/1")]
    [InlineData("abc ABC Abc", "1/2 2/2")]
    [InlineData("Abc abc ABC", "2/2 1/2")]
    [InlineData("stra\u00DFe STRASSE stra\u1E9Ee", "1/1")]
    [InlineData("\u03C3 \u03C2 \u03A3", "1/1")]
    [InlineData("s \u017F S", "1/1")]
    public async Task Archive_keeps_ids_that_differ_in_case_under_names_of_their_own(string ids, string shards)
    {
        _service.Ids = ids.Split(' ');
        for (var run = 0; run < 2; run++)
        {
            foreach (var shard in shards.Split(' '))
            {
                var result = await new ArchiveSync(_client, Archive() with { Shard = Shard.Parse(shard) }).RunAsync();
                Assert.Equal(0, result.Failed);
                Assert.Equal(run == 0 ? 0 : result.Listed, result.AlreadyPresent);
            }
        }

        var saved = await SavedAsync();
        Assert.Equal(_service.Ids.Order(StringComparer.Ordinal), saved.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(saved.Count, saved.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(saved, static pair => Assert.Equal(HostileService.AudioOf(pair.Key), File.ReadAllBytes(pair.Value)));
        Assert.All(saved, static pair => Assert.Equal(NameTemplate.Parse("{Id}").WithCaselessIds().NameFor(new() { Id = pair.Key }), Path.GetFileNameWithoutExtension(pair.Value)));
        Assert.True((await new ArchiveVerification(_folder.FullName).RunAsync()).IsValid);
    }

    [Fact]
    public void Usual_ids_keep_their_names_in_an_archive()
    {
        var template = NameTemplate.Default.WithCaselessIds();
        Assert.Equal("00b1e04f-d9a8-4980-88c6-3a3353003ab5", template.NameFor(new() { Id = "00b1e04f-d9a8-4980-88c6-3a3353003ab5" }));
        Assert.Equal("录音1", template.NameFor(new() { Id = "录音1" }));
        Assert.Matches("^ABC~[0-9a-f]{16}$", template.NameFor(new() { Id = "ABC" }));
        Assert.Equal("ABC", NameTemplate.Default.NameFor(new() { Id = "ABC" }));
    }

    /// <summary>Two recordings can get one name although it contains their ids: device a with id b_c, device a_b with id c.</summary>
    [Fact]
    public async Task File_that_the_ledger_lists_for_another_recording_is_never_overwritten()
    {
        var options = Archive() with { NameTemplate = NameTemplate.Parse("{DeviceId}_{Id}") };
        (_service.Ids, _service.Device) = (["b_c"], "a");
        Assert.Equal(1, (await new ArchiveSync(_client, options).RunAsync()).Saved);
        (_service.Ids, _service.Device) = (["c"], "a_b");
        Assert.Equal(1, (await new ArchiveSync(_client, options).RunAsync()).Failed);

        Assert.Equal(HostileService.AudioOf("b_c"), await File.ReadAllBytesAsync(Assert.Single(await SavedAsync()).Value));
        Assert.True((await new ArchiveVerification(_folder.FullName).RunAsync()).IsValid);
    }

    [Fact]
    public async Task Folder_in_the_place_of_a_file_fails_one_recording_of_an_archive()
    {
        _service.Ids = ["a", "b"];
        Directory.CreateDirectory(At("a.mp3"));
        var result = await new ArchiveSync(_client, Archive()).RunAsync();
        Assert.Equal((1, 1), (result.Saved, result.Failed));
        Directory.Delete(At("a.mp3"));
        Assert.Equal((1, 1), ((result = await new ArchiveSync(_client, Archive()).RunAsync()).Saved, result.AlreadyPresent));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private ArchiveSyncOptions Archive() => new() { Path = _folder.FullName, NameTemplate = NameTemplate.Parse("{Id}") };

    private AudioSaveOptions Below(AudioSaveOptions options) => options.Destination.Length > 0 ? options : options with { Destination = _folder.FullName };

    private async Task<Dictionary<string, string>> SavedAsync()
    {
        var saved = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var recording in ArchivedRecordings.ReadAsync(_folder.FullName))
        {
            if (recording.Path is not null)
            {
                saved.Add(recording.Id, recording.Path);
            }
        }

        return saved;
    }

    private async Task AssertOneFailsAsync(AudioSaveOptions options)
    {
        var outcomes = await SaveAsync(options, "a", "b");
        var fault = outcomes.Single(static outcome => outcome.Result.Id == "a").Fault;
        Assert.Equal((WellcloudError.WriteFailed, false), (fault?.Error, fault?.EndsRun));
        Assert.Equal(SaveStatus.Saved, outcomes.Single(static outcome => outcome.Result.Id == "b").Result.Status);
    }

    private async Task<SaveOutcome> SaveOneAsync(string id, AudioSaveOptions options) => Assert.Single(await SaveAsync(options, id));

    private async Task<List<SaveOutcome>> SaveAsync(AudioSaveOptions options, params string[] ids)
    {
        var outcomes = new List<SaveOutcome>();
        await foreach (var outcome in new AudioSaver(_client, Below(options)).SaveAsync(Recordings()))
        {
            outcomes.Add(outcome);
        }

        return outcomes;

        async IAsyncEnumerable<Recording> Recordings()
        {
            foreach (var id in ids)
            {
                yield return new() { Id = id };
            }

            await Task.CompletedTask;
        }
    }
}

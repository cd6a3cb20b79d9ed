using System.Diagnostics;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Tests.Faults;
using Wellcloud.Client.Tests.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A test of an archive judges the rest, whatever cannot be read.</summary>
public sealed class UnreadableTests
{
    [Fact]
    public async Task File_open_elsewhere_is_named_and_the_rest_is_judged()
    {
        await using var run = await ArchiveRun.StartAsync(10);
        await run.SyncAsync();
        var files = run.Files();
        File.Delete(files[0]);
        using var held = new FileStream(files[1], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var test = await run.TestAsync();

        Assert.Equal(files[1], Assert.Single(test.Unreadable));
        Assert.Equal(files[0], Assert.Single(test.Absent));
        Assert.Empty(test.Corrupt);
        Assert.False(test.IsValid);
    }

    [Fact]
    public async Task Unreadable_file_alone_makes_the_archive_invalid()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        using var held = new FileStream(run.Files()[0], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.False((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Folder_that_cannot_be_entered_is_named_and_the_archive_stays_valid()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows opens paths of any length.");
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();

        // Two folder names, each short enough, make a path that no account can open because it is too long.
        var name = new string('d', 250);
        var (outer, inner) = (run.Path, Path.Combine(run.Folder, "inner"));
        for (var i = 0; i < 9; i++)
        {
            (outer, inner) = (Path.Combine(outer, name), Path.Combine(inner, name));
        }

        Directory.CreateDirectory(outer);
        Directory.CreateDirectory(inner);
        Directory.Move(Path.Combine(run.Folder, "inner"), Path.Combine(outer, "inner"));
        try
        {
            var test = await run.TestAsync();
            Assert.StartsWith(Path.Combine(outer, "inner"), Assert.Single(test.Unreadable));
            Assert.True(test.IsValid);
        }
        finally
        {
            Directory.Move(Path.Combine(outer, "inner"), Path.Combine(run.Folder, "inner"));
        }
    }

    [Fact]
    public async Task Unreadable_ledger_is_a_problem_and_the_other_ledger_is_judged()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        var other = await run.SyncAsync(new() { Shard = Shard.Parse("2/2") });
        using var held = new FileStream(run.LedgerOf("ledger-1-of-2.jsonl"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var test = await run.TestAsync();

        Assert.Contains("ledger-1-of-2.jsonl", Assert.Single(test.LedgerProblems));
        Assert.Equal((other.Saved, other.LedgerHead), (test.Files, test.LedgerHead));
        Assert.Empty(test.Unlisted);
        Assert.False(test.IsValid);
    }

    [Fact]
    public async Task Overlapping_ledgers_are_read_without_the_unreadable_one()
    {
        await using var run = await ArchiveRun.StartAsync();
        await run.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await run.SyncAsync();
        using var held = new FileStream(run.LedgerOf("ledger-1-of-2.jsonl"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var test = await run.TestAsync();
        Assert.Single(test.LedgerProblems);
        Assert.InRange(test.Files, 1, run.Files().Length - 1);
    }

    [Fact]
    public async Task Unreadable_ledger_is_a_read_error_of_other_commands()
    {
        await using var run = await ArchiveRun.StartAsync(3);
        await run.SyncAsync();
        using var held = new FileStream(run.Ledger, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.ReadAsync());
        Assert.Equal((WellcloudError.ReadFailed, run.Ledger), (fault.Error, fault.Target));
    }

    [Fact]
    public async Task Links_to_folders_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        Directory.CreateSymbolicLink(Path.Combine(run.Path, "parent"), run.Path);
        Directory.CreateSymbolicLink(Path.Combine(run.Path, "home"), "..");
        Directory.CreateDirectory(Path.Combine(run.Path, "a"));
        Directory.CreateDirectory(Path.Combine(run.Path, "b"));
        Directory.CreateSymbolicLink(Path.Combine(run.Path, "a", "b"), "../b");
        Directory.CreateSymbolicLink(Path.Combine(run.Path, "b", "a"), "../a");
        await File.WriteAllTextAsync(Path.Combine(run.Path, "a", "note.txt"), "mine");

        Assert.Equal(Path.Combine(run.Path, "a", "note.txt"), Assert.Single((await run.TestAsync()).Unlisted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_to_a_file_is_judged_by_what_it_leads_to(bool sizeOnly)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var run = await ArchiveRun.StartAsync(20);
        await run.SyncAsync();
        var files = run.Files();
        var outside = Directory.CreateDirectory(Path.Combine(run.Folder, "outside")).FullName;
        for (var i = 0; i < 6; i++)
        {
            File.Move(files[i], Path.Combine(outside, $"{i}"));
        }

        File.CreateSymbolicLink(files[0], Path.Combine(outside, "0"));
        File.CreateSymbolicLink(Path.Combine(outside, "link"), "1");
        File.CreateSymbolicLink(files[1], Path.Combine(outside, "link"));
        File.CreateSymbolicLink(files[2], Path.Combine(outside, "gone"));
        File.CreateSymbolicLink(files[3], outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "4"), "other bytes");
        File.CreateSymbolicLink(files[4], Path.Combine(outside, "4"));
        File.CreateSymbolicLink(files[5], files[5]);

        var test = await run.TestAsync(sizeOnly);

        Assert.Equal([files[2], files[3]], test.Absent);
        Assert.Equal(files[4], Assert.Single(test.Corrupt));
        Assert.Equal(files[5], Assert.Single(test.Unreadable));
        Assert.Empty(test.Unlisted);
    }

    [Fact]
    public async Task Sync_keeps_a_link_to_the_right_bytes_and_replaces_a_dangling_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var run = await ArchiveRun.StartAsync(10);
        await run.SyncAsync();
        var files = run.Files();
        var elsewhere = Path.Combine(run.Folder, "elsewhere.mp3");
        File.Move(files[0], elsewhere);
        File.CreateSymbolicLink(files[0], elsewhere);
        File.Delete(files[1]);
        File.CreateSymbolicLink(files[1], elsewhere + ".gone");

        var result = await run.SyncAsync();

        Assert.Equal(1, result.Saved);
        Assert.Equal((elsewhere, null), (new FileInfo(files[0]).LinkTarget, new FileInfo(files[1]).LinkTarget));
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Link_to_a_pipe_does_not_block()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Engine.IsNetStandard, "Windows has no such pipes, and .NET Framework runs nowhere else.");
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        var (file, pipe) = (run.Files()[0], Path.Combine(run.Folder, "pipe"));
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        File.Delete(file);
        File.CreateSymbolicLink(file, pipe);
        Assert.Equal(file, Assert.Single((await run.TestAsync()).Corrupt));
    }

    [Fact]
    public async Task Pipe_among_the_files_is_unlisted_and_does_not_block()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Engine.IsNetStandard, "Windows has no such pipes, and .NET Framework runs nowhere else.");
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        var pipe = Path.Combine(run.Path, "pipe");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        // A test that opened the pipe would wait until somebody writes to it.
        var test = run.TestAsync();
        if (await Task.WhenAny(test, Task.Delay(TimeSpan.FromSeconds(30))) != test)
        {
            await File.WriteAllTextAsync(pipe, "");
            Assert.Fail("The pipe was opened.");
        }

        Assert.Equal(pipe, Assert.Single((await test).Unlisted));
    }

    [Fact]
    public async Task Pipe_in_the_place_of_a_file_fails_one_recording_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Engine.IsNetStandard, "Windows has no such pipes, and .NET Framework runs nowhere else.");
        await using var run = await ArchiveRun.StartAsync(10);
        await run.SyncAsync(new() { NameTemplate = Client.Names.NameTemplate.Parse("{DeviceId}_{StartTime}_{Id}") });
        var files = run.Files();
        File.Delete(files[0]);
        SpecialFileTests.MakePipe(files[0]);

        foreach (var force in new[] { false, true })
        {
            // A sync that opened the pipe would wait until somebody reads from it.
            var result = await run.SyncAsync(new() { Force = force }).WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Equal((files.Length - 1, 1), (result.AlreadyPresent + result.Saved, result.Failed));
            Assert.Equal(WellcloudError.WriteFailed, run.Outcomes.Single(static outcome => outcome.Fault is not null).Fault!.Error);
            Assert.True(Client.Files.SpecialFile.Is(files[0]));
            run.Outcomes.Clear();
        }

        Assert.Equal(files[0], Assert.Single((await run.TestAsync()).Corrupt));
        File.Delete(files[0]);
        Assert.Equal(1, (await run.SyncAsync()).Saved);
        Assert.True((await run.TestAsync()).IsValid);
    }

    [Fact]
    public async Task File_in_the_place_of_a_folder_makes_its_files_absent()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync(new() { NameTemplate = Client.Names.NameTemplate.Parse("calls/{Id}") });
        var files = run.Files();
        Directory.Delete(Path.Combine(run.Path, "calls"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "calls"), "a file");
        var test = await run.TestAsync();
        Assert.Equal(files.Length, test.Absent.Count);
        Assert.Empty(test.Unreadable);
    }

    [Fact]
    public async Task Files_of_operating_systems_do_not_count_as_unlisted()
    {
        await using var run = await ArchiveRun.StartAsync(5);
        await run.SyncAsync();
        foreach (var name in new[] { ".DS_Store", "Thumbs.db", "THUMBS.DB", "Desktop.ini", "._call.mp3", ".nfs000000000012", "@eaDir/call.mp3@SynoEAStream", "lost+found/1", "#recycle/a.mp3", ".Trash-1000/files/a" })
        {
            foreach (var folder in new[] { run.Path, Path.Combine(run.Path, "2026") })
            {
                var file = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, "litter");
            }
        }

        Assert.True((await run.TestAsync()).IsValid);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "2026", "DS_Store"), "mine");
        Assert.Single((await run.TestAsync()).Unlisted);
    }
}

using System.Globalization;
using System.Reflection;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>
/// An archive that version 1.0 made: <c>kept1</c> and <c>kept2</c> are saved; <c>lost</c> was a 448, <c>unknown</c> a 425, <c>own404</c> a 404
/// of the service, <c>bare</c> a 404 of a web server; <c>failed</c> had the state Fail.
/// </summary>
public sealed class TakeoverTests
{
    private static readonly string _source = typeof(TakeoverTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ArchiveOfVersion1_0").Value!;

    [Fact]
    public async Task Archive_of_version_1_0_is_read()
    {
        await using var archive = Open();
        Assert.Equal(SaveStatus.Saved, (await archive.ReadAsync("kept1")).Status);
        Assert.Equal(SaveStatus.Missing, (await archive.ReadAsync("lost")).Status);
        Assert.Equal(SaveStatus.NotFound, (await archive.ReadAsync("unknown")).Status);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Recordings_behind_a_404_are_requested_once_more()
    {
        await using var archive = Open();
        var first = await archive.SyncAsync();
        Assert.Equal((7, 2, 1, 2, 2, 0), (first.Listed, first.AlreadyPresent, first.Saved, first.Missing, first.NotFound, first.Failed));
        Assert.Equal(["bare", "own404"], archive.Service.Asked.Order());
        Assert.Equal("bare 404", (string?)archive.Lines[^1]["again"]);

        var second = await archive.SyncAsync();
        Assert.Equal((3, 2, 2), (second.AlreadyPresent, second.Missing, second.NotFound));
        Assert.Equal(2, archive.Service.Asked.Length);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    [Fact]
    public async Task Recordings_of_version_1_0_can_be_removed()
    {
        await using var archive = Open();
        await archive.RemoveAsync("kept1");
        Assert.Equal(SaveStatus.Removed, (await archive.ReadAsync("kept1")).Status);
        Assert.Contains("kept2", Assert.Single(archive.Sums));
        Assert.Equal(1, (await archive.SyncAsync()).Removed);
        Assert.True((await archive.TestAsync()).IsValid);
    }

    /// <summary>Copies the archive, and lists the same recordings; by now no web server in front of the service answers with a 404.</summary>
    private static CallArchive Open()
    {
        var archive = new CallArchive();
        foreach (var file in Directory.EnumerateFiles(_source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(archive.Path, Path.GetRelativePath(_source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        archive.Clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        var day = 0;
        foreach (var id in new[] { "kept1", "kept2", "lost", "unknown", "bare", "failed", "own404" })
        {
            archive.Service.Add(id, DateTimeOffset.Parse($"2026-10-0{++day}T09:31:00+08:00", CultureInfo.InvariantCulture));
        }

        archive.Service.Calls[5].State = "Fail";
        archive.Service.Calls[6].Instead = (404, "application/json", """{"message":"none","code":404}""");
        return archive;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class HostileNameTests : IDisposable
{
    private const int Count = 10_000;

    private const string Memory = "/dev/shm";

    // In memory: this tests names, and flushing ten thousand files to a disk would take long.
    private readonly DirectoryInfo _home = Directory.CreateDirectory(Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"wellcloud-hostile-{Guid.NewGuid():N}"));

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Ten_thousand_hostile_names_stay_in_the_archive_and_none_is_lost()
    {
        await using var service = new HostileService(Count, Seed.Take());
        using var client = new WellcloudClient(new() { BaseUri = service.BaseUri, Token = Text.Secure("token"), MaximumRetryCount = 0 });
        var options = new ArchiveSyncOptions { Path = Path.Combine(_home.FullName, "archive"), NameTemplate = NameTemplate.Parse("{AgentName}/{DeviceId}_{Ani}_{FileName}_{Id}") };

        var faults = new List<string>();
        var result = await new ArchiveSync(client, options).RunAsync(outcome =>
        {
            faults.AddRange(outcome.Fault is { } fault ? [$"{JsonSerializer.Serialize(outcome.Result.Id)}: {fault.Error}: {fault.Message}"] : []);
            return Task.CompletedTask;
        });

        Assert.Empty(faults);
        Assert.Equal((Count, Count), (result.Listed, result.Saved));
        Assert.Equal(service.Ids.Order(StringComparer.Ordinal), service.Asked.Order(StringComparer.Ordinal));
        Assert.Equal("archive", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(_home.FullName))));
        var missing = service.Ids.ToHashSet();
        await foreach (var saved in ArchivedRecordings.ReadAsync(options.Path))
        {
            Assert.True(missing.Remove(saved.Id), saved.Id);
            Assert.NotNull(saved.Recording);
            Assert.Equal(HostileService.AudioOf(saved.Id), await File.ReadAllBytesAsync(saved.Path!));
            Array.ForEach(Path.GetRelativePath(options.Path, saved.Path!).Split(Path.DirectorySeparatorChar), Portable.AssertFileName);
        }

        Assert.Empty(missing);
        Assert.All(File.ReadLines(Path.Combine(options.Path, ".wellcloud", "ledger.jsonl")), static line => JsonDocument.Parse(line, new() { MaxDepth = 65 }).Dispose());
        var test = await new ArchiveVerification(options.Path).RunAsync();
        Assert.True(test.IsValid);
        Assert.Equal((Count, result.LedgerHead), (test.Files, test.LedgerHead));
        await AssertSumsAsync(options.Path);

        var again = await new ArchiveSync(client, options).RunAsync();
        Assert.Equal((Count, 0, result.LedgerHead), (again.AlreadyPresent, again.Saved, again.LedgerHead));
        Assert.Equal(Count, service.Asked.Count);
    }

    private static async Task AssertSumsAsync(string archive)
    {
        Assert.Equal(Count, File.ReadLines(Path.Combine(archive, "SHA256SUMS")).Count());
        if (!OperatingSystem.IsWindows())
        {
            using var check = Process.Start(new ProcessStartInfo("sha256sum", ["-c", "--quiet", "--strict", "SHA256SUMS"]) { WorkingDirectory = archive })!;
            await check.WaitForExitAsync();
            Assert.Equal(0, check.ExitCode);
        }
    }
}

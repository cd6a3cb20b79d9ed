using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Wellcloud.Client.Archive;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A reader in Python, written from <c>docs/archive-format.md</c> alone, agrees with the module's own test of an archive. So that page is complete enough.</summary>
public sealed class ForeignReaderTests
{
    private static readonly string _version10 = typeof(ForeignReaderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "ArchiveOfVersion1_0").Value!;

    [Fact]
    public async Task Both_readers_agree_on_an_archive_of_version_1_0() => await AgreeAsync(_version10, isValid: true);

    [Fact]
    public async Task Both_readers_agree_on_removals_shards_marks_and_repeated_requests()
    {
        await using var archive = new CallArchive();
        archive.Service.Add("a", archive.Now.AddDays(-30));
        archive.Service.Add("Ab", archive.Now.AddDays(-30)).ETag = null;
        archive.Service.Add("lost", archive.Now.AddHours(-1)).Instead = (448, "application/json", """{"code":448}""");
        var changing = archive.Service.Add("changing", archive.Now.AddDays(-3));
        await archive.SyncAsync(new() { Shard = Shard.Parse("1/2") });
        await archive.SyncAsync(new() { Shard = Shard.Parse("2/2") });
        archive.Clock.Advance(TimeSpan.FromHours(2));
        changing.Seconds = 90;
        await archive.SyncAsync();
        var kept = await File.ReadAllBytesAsync((await archive.ReadAsync("a")).Path!);
        var path = (await archive.ReadAsync("a")).Path!;
        await archive.RemoveAsync("a");
        await AgreeAsync(archive.Path, isValid: true);

        // The state after a kill before the deletion: the file is not listed, mark or not.
        await File.WriteAllBytesAsync(path, kept);
        await AgreeAsync(archive.Path, isValid: false);
        var mark = Path.Combine(archive.Path, ".wellcloud", "removing");
        await File.WriteAllBytesAsync(mark, []);
        await AgreeAsync(archive.Path, isValid: false);
        File.Delete(mark);
        File.Delete(path);

        await File.WriteAllTextAsync(Path.Combine(archive.Path, "Thumbs.db"), "litter");
        await File.WriteAllTextAsync(Path.Combine(archive.Path, "a.partial"), "part");
        await AgreeAsync(archive.Path, isValid: true);
        var own = Path.Combine(archive.Path, ".wellcloud");
        File.Copy(Path.Combine(own, "ledger-1-of-2.jsonl"), Path.Combine(own, "ledger-1-of-2 (conflicted copy).jsonl"));
        await AgreeAsync(archive.Path, isValid: false);
        File.Delete(Path.Combine(own, "ledger-1-of-2 (conflicted copy).jsonl"));

        var saved = (await archive.ReadAsync("changing")).Path!;
        await File.AppendAllTextAsync(saved, "x");
        await AgreeAsync(archive.Path, isValid: false);
        File.Delete(saved);
        await AgreeAsync(archive.Path, isValid: false);
        await archive.SyncAsync();
        await AgreeAsync(archive.Path, isValid: true);

        var ledger = Path.Combine(own, "ledger-2-of-2.jsonl");
        await File.WriteAllTextAsync(ledger, (await File.ReadAllTextAsync(ledger)).Replace("+08:00", "+09:00"));
        await AgreeAsync(archive.Path, isValid: false);
    }

    private static async Task AgreeAsync(string path, bool isValid)
    {
        var test = await new ArchiveVerification(path).RunAsync();
        Assert.Equal(isValid, test.IsValid);
        var read = JsonNode.Parse(await ReadAsync(path))!;

        Assert.Equal(
            (test.IsValid, test.Files, test.LedgerHead, test.LedgerProblems.Count > 0),
            ((bool)read["isValid"]!, (int)read["files"]!, (string)read["ledgerHead"]!, read["ledgerProblems"]!.AsArray().Count > 0));
        Assert.Equal(Relative(test.Absent), Texts("absent"));
        Assert.Equal(Relative(test.Corrupt), Texts("corrupt"));
        Assert.Equal(Relative(test.Unlisted), Texts("unlisted"));
        Assert.True((bool)read["sums"]!);

        IEnumerable<string> Relative(IEnumerable<string> paths) => paths.Select(file => Path.GetRelativePath(path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

        IEnumerable<string> Texts(string name) => read[name]!.AsArray().Select(static text => (string)text!);
    }

    private static async Task<string> ReadAsync(string path)
    {
        var script = Path.GetFullPath(Path.Combine(_version10, "..", "Reader", "read_archive.py"));
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-X", "utf8", script, path]) { RedirectStandardOutput = true })!;
            var text = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3.");
            throw;
        }
    }
}

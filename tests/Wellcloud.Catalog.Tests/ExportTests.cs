using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Wellcloud.Catalog.Tests.Support;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Catalog;
using Xunit;

namespace Wellcloud.Catalog.Tests;

public sealed partial class ExportTests
{
    private static readonly Call[] _calls =
    [
        new() { Id = "e1", Start = "2026.11.20 09:00:00" },
        new() { Id = "e2", Start = "2026.11.22 09:00:00", Status = "Resumed" },
        new() { Id = "e3", Start = "2026.11.21 09:00:00", Status = "Missing" },
        new() { Id = "e4", Start = null, Status = "Failed" },
    ];

    [Fact]
    public async Task The_result_counts_what_the_page_has()
    {
        using var archive = new MadeArchive(_calls);
        var catalog = await archive.ExportAsync();

        Assert.Equal(archive.Page, catalog.Path);
        Assert.Equal((4, 2, 0), (catalog.Recordings, catalog.Playable, catalog.WaveformBytes));
        Assert.Equal(new FileInfo(archive.Page).Length, catalog.Bytes);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)), catalog.From);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(8)), catalog.To);
        Assert.Equal((await new ArchiveVerification(archive.Root).RunAsync()).LedgerHead, catalog.LedgerHead);
    }

    [Fact]
    public async Task Filters_and_outcomes_choose_recordings()
    {
        using var archive = new MadeArchive(_calls);
        Assert.Equal(1, (await archive.ExportAsync(new() { Status = [SaveStatus.Missing] })).Recordings);
        var catalog = await archive.ExportAsync(new() { Filter = new() { After = new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(8)) } });
        Assert.Equal((2, 1), (catalog.Recordings, catalog.Playable));
        Assert.Null((await archive.ExportAsync(new() { Status = [SaveStatus.Failed] })).From);
    }

    [Fact]
    public async Task Only_an_earlier_page_is_overwritten_unless_forced()
    {
        using var archive = new MadeArchive(_calls);
        await archive.ExportAsync();
        await archive.ExportAsync();

        var other = Path.Combine(archive.Root, "report.html");
        await File.WriteAllTextAsync(other, "<!doctype html><p>mine");
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => archive.ExportAsync(new() { OutFile = other }));
        Assert.Equal((WellcloudError.FileExists, other), (fault.Error, fault.Target));
        Assert.Equal("<!doctype html><p>mine", await File.ReadAllTextAsync(other));
        await archive.ExportAsync(new() { OutFile = other, Force = true });
        Assert.Empty(Directory.GetFiles(archive.Root, "*.partial"));
    }

    [Fact]
    public async Task Pages_and_their_files_do_not_count_as_unlisted()
    {
        using var archive = new MadeArchive([new() { Id = "e1", Audio = Tone.Wav(1) }]);
        await archive.ExportAsync(new() { Waveform = true });
        await archive.ExportAsync(new() { OutFile = Path.Combine(archive.Root, "2026", "quarter 4"), Waveform = true });
        await File.WriteAllTextAsync(Path.Combine(archive.Root, "stray.html"), "<!doctype html>\n<!--somebody else's-->");

        Assert.Equal([Path.Combine(archive.Root, "stray.html")], (await new ArchiveVerification(archive.Root).RunAsync()).Unlisted);
    }

    [Fact]
    public async Task Two_pages_do_not_disturb_each_others_waveforms()
    {
        using var archive = new MadeArchive([new() { Id = "e1", Audio = Tone.Wav(1) }]);
        await archive.ExportAsync(new() { Waveform = true });
        var first = Waveforms(archive);
        var other = new CatalogOptions { OutFile = Path.Combine(archive.Home, "other.html"), Waveform = true };
        Assert.True((await archive.ExportAsync(other)).WaveformBytes > 0);
        Assert.Equal(2, Waveforms(archive).Length);
        await archive.ExportAsync(other with { Waveform = false });
        Assert.Equal(first, Waveforms(archive));
        await archive.ExportAsync(new() { Waveform = true });
        Assert.Single(Waveforms(archive));
        Assert.NotEqual(first, Waveforms(archive));
    }

    [Fact]
    public async Task A_removed_recording_is_left_out_of_page_and_waveforms()
    {
        using var archive = new MadeArchive([new() { Id = "e1", Audio = Tone.Wav(1) }, new() { Id = "e2", Audio = Tone.Wav(1), AgentName = "Removed agent" }]);
        await archive.ExportAsync(new() { Waveform = true });
        var before = Waveforms(archive);
        archive.Add([new() { Id = "e2", Status = "Removed", AgentName = "x" }]);
        Assert.Equal(1, (await archive.ExportAsync(new() { Waveform = true })).Recordings);
        Assert.DoesNotContain("Removed agent", Texts(archive.Page));
        Assert.NotEqual(before, Waveforms(archive));
    }

    [Fact]
    public async Task Masked_numbers_are_nowhere_in_the_page()
    {
        using var archive = new MadeArchive(
        [
            new() { Id = "e1", Ani = "13800138000@acme.cc", Dnis = "8001@acme.cc", Path = "2026/e1.mp3" },
            new() { Id = "e2", Ani = "+86 139-1111-2222", Path = "2026/8613911112222_e2.mp3" },
            new() { Id = "e3-13700137000", CallId = "13700137000", Ani = "13700137000", AgentName = "李四 13600136000", Status = "Missing", Error = "No audio of 13700137000." },
            new() { Id = "e4", Ani = null, Dnis = "0１２３４５６７８@acme.cc", Device = "13500135000@acme.cc", AgentId = "13500135000" },
        ]);
        var export = new CatalogExport(new() { Archive = archive.Root, MaskNumber = true, Waveform = true });
        var catalog = await export.RunAsync();

        Assert.Equal((4, 2, 1), (catalog.Recordings, catalog.Playable, export.WithheldPaths));
        var texts = Texts(archive.Page);
        Assert.DoesNotMatch(@"\d{7}", WithoutHash(texts));
        Assert.Contains("****8000@acme.cc", texts);
        Assert.Contains("8001@acme.cc", texts);
        Assert.Contains("****2222", texts);
    }

    [Fact]
    public async Task A_path_out_of_the_archive_is_refused()
    {
        using var archive = new MadeArchive([new() { Id = "e1", Path = "../../etc/passwd" }]);
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => archive.ExportAsync());
        Assert.Equal(WellcloudError.UnsafePath, fault.Error);
        Assert.False(File.Exists(archive.Page));
    }

    [Fact]
    public async Task A_folder_without_a_ledger_is_refused()
    {
        using var archive = new MadeArchive();
        Directory.Delete(Path.Combine(archive.Root, ".wellcloud"), recursive: true);
        Assert.Equal(WellcloudError.LedgerDamaged, (await Assert.ThrowsAsync<WellcloudException>(() => archive.ExportAsync())).Error);
    }

    [Fact]
    public async Task Cancelled_export_leaves_the_old_page_and_no_other_file()
    {
        using var archive = new MadeArchive([.. _calls, new() { Id = "e9", Audio = Tone.Wav(1) }]);
        await archive.ExportAsync(new() { Waveform = true });
        var (page, waveforms) = (await File.ReadAllBytesAsync(archive.Page), Waveforms(archive));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new CatalogExport(new() { Archive = archive.Root, Waveform = true }).RunAsync(new CancellationToken(canceled: true)));
        Assert.Equal(page, await File.ReadAllBytesAsync(archive.Page));
        Assert.Equal(waveforms, Waveforms(archive));
        Assert.Empty(Directory.GetFiles(archive.Root, "*.partial"));
    }

    [Fact]
    public void Mp3_is_read_from_its_side_information()
    {
        var loud = Enumerable.Repeat(200, 120);
        var quiet = Enumerable.Repeat(160, 120);
        var bytes = (byte[])[.. "ID3\u0003\0\0\0\0\0\u0005xxxxx"u8, .. Tone.Mp3([.. loud, .. quiet, .. loud])];
        using var archive = new MadeArchive();
        var path = Path.Combine(archive.Home, "a.mp3");
        File.WriteAllBytes(path, bytes);
        var points = new byte[Waveform.Bytes];
        Assert.Equal(bytes.Length, Waveform.Read(path, points));
        Assert.Equal((0xFF, 0x00, 0xFF), (points[10], points[60], points[110]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF")]
    [InlineData("RIFF....WAVEdata")]
    [InlineData("OggS and more of it")]
    [InlineData("ID3\u0003\0\0\u007F\u007F\u007F\u007F")]
    public void Unreadable_audio_has_no_waveform(string content)
    {
        using var archive = new MadeArchive();
        var path = Path.Combine(archive.Home, "a.bin");
        File.WriteAllText(path, content);
        var points = new byte[Waveform.Bytes];
        Waveform.Read(path, points);
        Waveform.Read(path + "gone", points);
        Assert.All(points, static point => Assert.Equal(0, point));
    }

    private static string[] Waveforms(MadeArchive archive)
    {
        var folder = Path.Combine(archive.Root, ".wellcloud", "catalog");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Returns all text of a page, including its inflated blocks.</summary>
    private static string Texts(string page)
    {
        var html = File.ReadAllText(page);
        var texts = new StringBuilder(Facts().Match(html).Value);
        foreach (Match block in Block().Matches(html))
        {
            using var inflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(block.Groups[1].Value)), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            inflate.CopyTo(bytes);
            texts.Append(Encoding.UTF8.GetString(bytes.ToArray()));
        }

        return texts.ToString();
    }

    /// <summary>Removes digits that are not numbers of people: the ledger's head, its id, and counts of seconds.</summary>
    private static string WithoutHash(string texts) => Digest().Replace(texts, "");

    [GeneratedRegex("\"(?:ledgerHead|archive|waveforms)\":\"[^\"]*\"|\"newest\":\\d+")]
    private static partial Regex Digest();

    [GeneratedRegex("<script type=\"application/json\".*?</script>")]
    private static partial Regex Facts();

    [GeneratedRegex("<script type=\"text/plain\" id=\"(?:id-)?columns\">(.*?)</script>")]
    private static partial Regex Block();
}

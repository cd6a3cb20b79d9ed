using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class ServerTests(Browser browser)
{
    private static Call[] Calls() => [new() { Id = "w1", Length = 600, Path = "2026/张三 1.wav", Audio = Tone.Wav(600) }];

    [Fact]
    public async Task A_server_with_ranges_plays_seeks_and_shows_waveforms()
    {
        using var archive = new MadeArchive(Calls());
        await archive.ExportAsync(new() { Waveform = true });
        await using var server = new StaticServer(archive.Root, hasRanges: true);
        await using var page = await OpenPage.OpenAsync(browser, archive, address: server.Address + "catalog.html");
        await page.Keys.PressAsync("Enter");
        await page.UntilAsync("!audio.paused && audio.currentTime > 0");
        await page.Page.WaitForSelectorAsync("#seek-box.has-wave");
        await page.Page.EvaluateAsync("seek(500)");
        await page.UntilAsync("audio.currentTime >= 500");
        Assert.All(page.Requests, url => Assert.StartsWith(server.Address, url.Replace("data:,", server.Address)));
    }

    [Fact]
    public async Task Server_without_ranges_and_missing_file_have_different_messages()
    {
        using var archive = new MadeArchive([.. Calls(), new() { Id = "w0", Start = "2026.01.01 00:00:00", Path = "gone.wav" }]);
        await archive.ExportAsync();
        await using var server = new StaticServer(archive.Root, hasRanges: false);
        await using var page = await OpenPage.OpenAsync(browser, archive, address: server.Address + "catalog.html");
        await page.Keys.PressAsync("Enter");
        await page.UntilAsync("!audio.paused && audio.currentTime > 0");
        await page.Page.EvaluateAsync("seek(500)");
        await Expect(page.Page.Locator("#trouble")).ToContainTextAsync("This server cannot jump");
        await page.Keys.PressAsync("Shift+ArrowRight");
        await Expect(page.Page.Locator("#trouble")).ToContainTextAsync("cannot be opened");
    }
}

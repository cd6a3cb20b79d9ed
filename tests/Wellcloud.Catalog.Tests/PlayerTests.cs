using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class PlayerTests(Browser browser)
{
    private static Call[] Calls() =>
    [
        new() { Id = "p1", Start = "2026.11.25 09:00:00", Length = 30, Path = "2026/1125/p1 #1?.wav", Audio = Tone.Wav(30), AgentName = "张三" },
        new() { Id = "p2", Start = "2026.11.24 09:00:00", Length = 40, Status = "Missing", Error = "The service lost it." },
        new() { Id = "p3", Start = "2026.11.23 09:00:00", Length = 20, Path = "2026/1123/p3.mp3", Audio = Tone.Mp3(Enumerable.Repeat(186, 278)), AgentName = "李四" },
        new() { Id = "p4", Start = "2026.11.22 09:00:00", Length = 20, Path = "2026/1122/gone.mp3" },
    ];

    [Fact]
    public async Task Keys_play_seek_and_set_the_speed()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("Enter");
        await PlaysAsync(page);
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("张三");

        // Paused at a known place: a slow machine is never too late for it.
        await page.Page.EvaluateAsync("(audio.pause(), seek(5))");
        await page.Keys.PressAsync("ArrowRight");
        await page.UntilAsync("audio.currentTime === 15");
        await page.Keys.PressAsync("ArrowLeft");
        await page.UntilAsync("audio.currentTime === 5");
        await page.Keys.PressAsync("]");
        await page.Keys.PressAsync("]");
        Assert.Equal(1.5, await page.EvaluateAsync<double>("audio.playbackRate"));
        await page.Keys.PressAsync("[");
        Assert.Equal("1.25", await page.Page.InputValueAsync("#speed"));
        await page.Keys.PressAsync(" ");
        await PlaysAsync(page);
        await page.Keys.PressAsync(" ");
        Assert.True(await page.EvaluateAsync<bool>("audio.paused"));
        Assert.Equal(30, Math.Round(await page.EvaluateAsync<double>("audio.duration")));
    }

    [Fact]
    public async Task A_key_right_after_the_search_moves_in_what_it_found()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);

        // In one go, so that no frame is drawn in between.
        var listed = await page.EvaluateAsync<int>(
            """
            () => {
                const box = document.getElementById("search");
                box.focus();
                box.value = "李四";
                box.dispatchEvent(new Event("input", { bubbles: true }));
                box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
                return listed;
            }
            """);
        Assert.Equal(1, listed);
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("李四");
    }

    [Fact]
    public async Task A_filter_takes_its_recordings_out_of_the_player_unless_somebody_listens()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("Home");
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("张三");
        await page.SearchAsync("李四");
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("李四");
        await page.SearchAsync("");
        await page.Keys.PressAsync("ArrowDown");
        await page.Keys.PressAsync("Home");
        await page.Keys.PressAsync("Enter");
        await page.UntilAsync("!audio.paused");
        await page.SearchAsync("李四");
        await page.CountIsAsync(1);
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("张三");
    }

    [Fact]
    public async Task Buttons_play_seek_and_set_the_speed()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Page.Locator("#rows [role=row] button").First.ClickAsync();
        await PlaysAsync(page);
        await page.Page.EvaluateAsync("(audio.pause(), seek(5))");
        await page.Page.ClickAsync("#forward");
        await page.UntilAsync("audio.currentTime === 15");
        await page.Page.ClickAsync("#back");
        await page.UntilAsync("audio.currentTime === 5");
        await page.Page.SelectOptionAsync("#speed", "2");
        Assert.Equal(2, await page.EvaluateAsync<double>("audio.playbackRate"));
        await page.Page.ClickAsync("#play");
        await PlaysAsync(page);
        await page.Page.ClickAsync("#play");
        Assert.True(await page.EvaluateAsync<bool>("audio.paused"));
        await page.Page.EvaluateAsync("() => { const seek = document.getElementById('seek'); seek.value = 20; seek.dispatchEvent(new Event('input')); }");
        await page.UntilAsync("audio.currentTime === 20");
        Assert.Contains("0:20 / 0:30", await page.Page.InnerTextAsync("#clock"));
        Assert.Equal("0:20 of 0:30", await page.Page.GetAttributeAsync("#seek", "aria-valuetext"));
    }

    [Fact]
    public async Task Next_and_previous_skip_recordings_without_audio()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("Enter");
        await PlaysAsync(page);
        await page.Keys.PressAsync("Shift+ArrowRight");
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("李四");
        await PlaysAsync(page);
        await page.Page.ClickAsync("#previous");
        await Expect(page.Page.Locator("#now")).ToContainTextAsync("2026-11-25");
    }

    [Fact]
    public async Task Recording_without_audio_says_why()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("j");
        await Expect(page.Page.Locator("#trouble")).ToHaveTextAsync("No audio: The service lost it.");
        await Expect(page.Page.Locator("#play")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_long_reason_leaves_room_for_the_list()
    {
        using var archive = new MadeArchive([new() { Id = "p1", Status = "Missing", Error = new string('长', 3000) }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("Home");
        await Expect(page.Page.Locator("#trouble")).ToContainTextAsync("长");
        await Expect(page.Selected).ToBeInViewportAsync(new() { Ratio = 0.9f });
    }

    [Fact]
    public async Task Missing_file_is_reported_with_its_path()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("End");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#trouble")).ToContainTextAsync("2026/1122/gone.mp3");
    }

    [Fact]
    public async Task Page_outside_the_archive_plays_files_inside_it()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive, new() { OutFile = Path.Combine(archive.Home, "reports", "page.html"), Waveform = true });
        await page.Keys.PressAsync("Enter");
        await PlaysAsync(page);
        await page.Page.WaitForSelectorAsync("#seek-box.has-wave");
        Assert.All(page.Requests, url => Assert.StartsWith(new Uri(archive.Home + "/").AbsoluteUri, url));
    }

    [Fact]
    public async Task A_waveform_shows_and_silence_is_skipped()
    {
        using var archive = new MadeArchive([new() { Id = "s1", Length = 60, Path = "s1.wav", Audio = Tone.Wav(60, static second => second is < 2 or >= 30) }]);
        await using var page = await OpenPage.OpenAsync(browser, archive, new() { Waveform = true });
        await page.Keys.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("#seek-box.has-wave");
        Assert.Equal(240, await page.EvaluateAsync<int>("playing.wave.length"));
        Assert.Equal("15 0 15", await page.EvaluateAsync<string>("[playing.wave[4], playing.wave[60], playing.wave[200]].join(' ')"));
        await page.Keys.PressAsync("s");
        await Expect(page.Page.Locator("#skip-silence")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.UntilAsync("audio.currentTime > 29");
    }

    [Fact]
    public async Task Audio_that_ends_early_can_be_filtered_and_is_shown()
    {
        using var archive = new MadeArchive(
        [
            new() { Id = "s1", Start = "2026.11.25 09:00:00", Length = 200, AudioMs = 12_400, Path = "s1.wav", Audio = Tone.Wav(12) },
            new() { Id = "s2", Start = "2026.11.24 09:00:00", Length = 12, AudioMs = 12_400 },
            new() { Id = "s3", Start = "2026.11.23 09:00:00", Length = null, AudioMs = 61_000 },
        ]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Assert.Equal(["Ends early", "60 kB", "60 kB"], await page.CellsAsync("size"));
        await page.Facet("outcome", "Ends early").ClickAsync();
        await page.CountIsAsync(1);
        Assert.EndsWith("#outcome=Short", page.Page.Url);
        await page.Keys.PressAsync("Escape");
        await page.Keys.PressAsync("k");
        await Expect(page.Page.Locator("#trouble")).ToHaveTextAsync("The audio ends early: 0:12 of 3:20");
        await Expect(page.Page.Locator("#clock")).ToHaveTextAsync("0:00 / 0:12");
        await page.Keys.PressAsync("Enter");
        await PlaysAsync(page);
        await page.Page.ClickAsync("#clear");
        await page.Keys.PressAsync(" ");
        await page.Keys.PressAsync("End");
        await page.Keys.PressAsync("i");
        await Expect(page.Page.Locator("#details-panel")).ToContainTextAsync("Audio1:01");
    }

    [Fact]
    public async Task Details_name_everything_that_is_known()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("i");
        var details = page.Page.Locator("#details-panel");
        await Expect(details).ToContainTextAsync("13800138000@acme.cc");
        await Expect(details).ToContainTextAsync("2026/1125/p1 #1?.wav");
        await page.Keys.PressAsync("Escape");
        await Expect(details).ToBeHiddenAsync();
    }

    private static Task PlaysAsync(OpenPage page) => page.UntilAsync("!audio.paused && audio.currentTime > 0 && audio.readyState >= 2");
}

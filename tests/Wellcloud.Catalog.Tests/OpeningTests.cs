using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Wellcloud.Catalog.Tests.Support;
using Xunit;

namespace Wellcloud.Catalog.Tests;

public sealed partial class OpeningTests(Browser browser)
{
    [Fact]
    public async Task Rows_show_what_the_ledger_says()
    {
        using var archive = new MadeArchive(
        [
            new() { Id = "a1", Start = "2026.11.20 09:00:00", Length = 75, Direction = "Inbound" },
            new() { Id = "a2", Start = "2026.11.21 23:59:59", Length = 3725, Direction = "PreDictive", AgentName = "李四", AgentId = "agent02" },
            new() { Id = "a3", Start = "not a time", Length = null, Direction = null, AgentName = null, AgentId = null, Ani = null, Dnis = null, Device = null, Status = "Missing" },
        ]);
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { TimezoneId = "America/New_York" });

        Assert.Equal(["2026-11-21 23:59:59", "2026-11-20 09:00:00", "–"], await page.CellsAsync("time"));
        Assert.Equal(["1:02:05", "1:15", "–"], await page.CellsAsync("length"));
        Assert.Equal(["Predictive", "Inbound", "–"], await page.CellsAsync("direction"));
        Assert.Equal(["李四", "张三", "–"], await page.CellsAsync("agent"));
        Assert.Equal(["13800138000 → 8001", "13800138000 → 8001", "–"], await page.CellsAsync("parties"));

        // The heading is a row too.
        Assert.Equal("4", await page.Page.GetAttributeAsync("#grid", "aria-rowcount"));
    }

    [Fact]
    public async Task Opening_asks_for_nothing_but_the_page()
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);

        Assert.Equal([new Uri(archive.Page).AbsoluteUri], page.Requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_policy_allows_exactly_the_script_and_the_style_of_the_page()
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await archive.ExportAsync();
        var html = await File.ReadAllTextAsync(archive.Page);

        Assert.Contains($"script-src 'sha256-{HashOf(Script().Match(html).Groups[1].Value)}' 'self'", html);
        Assert.Contains($"style-src 'sha256-{HashOf(Style().Match(html).Groups[1].Value)}'", html);
        Assert.Contains("default-src 'none'", html);

        static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Empty_archive_shows_a_sentence()
    {
        using var archive = new MadeArchive();
        await using var page = await OpenPage.OpenAsync(browser, archive);

        Assert.Equal("This catalogue is empty.", await page.Page.InnerTextAsync("#nothing"));
        Assert.False(await page.Page.IsVisibleAsync("#grid"));
    }

    [Fact]
    public async Task Ids_and_paths_of_every_kind_are_read_back_unchanged()
    {
        var id = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
        using var archive = new MadeArchive(
        [
            new() { Id = id, CallId = id, Start = "2026.11.25 10:20:30", Path = $"2026/1125/20261125102030_8001@acme.cc_{id}.mp3" },
            new() { Id = "ABCDEF00-4e5f-4a6b-8c7d-9e0f1a2b3c4d", CallId = "call-7", Start = "2026.11.24 10:20:30", Path = "张三 & 100%/a#b?.mp3" },
            new() { Id = "r-3", CallId = "call-7", Start = "2026.11.23 10:20:30", Path = "2026-11-23/agent01/x.mp3" },
            new() { Id = "r-4", CallId = "11111111-2222-4333-8444-555555555555", Start = "2026.11.22 10:20:30" },
            new() { Id = "r-5", CallId = "11111111-2222-4333-8444-555555555555", Start = "2026.11.21 10:20:30" },
        ]);
        await using var page = await OpenPage.OpenAsync(browser, archive);

        Assert.Equal([id, "ABCDEF00-4e5f-4a6b-8c7d-9e0f1a2b3c4d", "r-3", "r-4", "r-5"], await page.EvaluateAsync<string[]>("[0,1,2,3,4].map(row => data.ids.at(row))"));
        Assert.Equal(
            [id, "call-7", "call-7", "11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-555555555555"],
            await page.EvaluateAsync<string[]>("[0,1,2,3,4].map(callIdOf)"));
        Assert.Equal(
            [$"2026/1125/20261125102030_8001@acme.cc_{id}.mp3", "张三 & 100%/a#b?.mp3", "2026-11-23/agent01/x.mp3", "2026/1120/r-4.mp3", "2026/1120/r-5.mp3"],
            await page.EvaluateAsync<string[]>("[0,1,2,3,4].map(pathOf)"));
        Assert.Equal("./%E5%BC%A0%E4%B8%89%20%26%20100%25/a%23b%3F.mp3", await page.EvaluateAsync<string>("addressOf(pathOf(1))"));
    }

    [Theory]
    [InlineData("zh-CN", "录音调听", "呼入")]
    [InlineData("zh-SG", "录音调听", "呼入")]
    [InlineData("en-GB", "Recording catalogue", "Inbound")]
    [InlineData("de-DE", "Recording catalogue", "Inbound")]
    public async Task Page_opens_in_the_language_of_the_browser(string locale, string title, string direction)
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { Locale = locale });

        Assert.Equal(title, await page.Page.TitleAsync());
        Assert.Equal([direction], await page.CellsAsync("direction"));
    }

    [Fact]
    public async Task The_switch_changes_the_language_and_is_remembered()
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Page.ClickAsync("#language");
        Assert.Equal(["呼入"], await page.CellsAsync("direction"));

        await page.Page.ReloadAsync();
        await page.ReadyAsync();
        Assert.Equal("zh-CN", await page.Page.GetAttributeAsync("html", "lang"));
    }

    [Fact]
    public async Task Both_languages_have_the_same_texts()
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);

        Assert.Equal(await page.EvaluateAsync<string[]>("Object.keys(texts.en).sort()"), await page.EvaluateAsync<string[]>("Object.keys(texts.zh).sort()"));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            Object.keys(texts.en).filter(key => {
              const places = value => typeof value === "string" ? (value.match(/\{\d\}/g) ?? []).sort().join() : value.length;
              return places(texts.en[key]) !== places(texts.zh[key]);
            })
            """));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[data-text],[data-label],[data-hint]')].flatMap(e => [e.dataset.text, e.dataset.label, e.dataset.hint]).filter(key => key && !Object.hasOwn(texts.en, key))"));
    }

    [Fact]
    public async Task The_appearance_can_be_chosen()
    {
        using var archive = new MadeArchive([new() { Id = "a1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { ColorScheme = ColorScheme.Light });
        var light = await Background();
        await page.Page.ClickAsync("#theme");
        Assert.Equal(light, await Background());
        await page.Page.ClickAsync("#theme");
        Assert.NotEqual(light, await Background());

        Task<string> Background() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}

using Microsoft.Playwright;
using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class AccessibilityTests(Browser browser, NodeTools tools)
{
    private static Call[] Calls() =>
        [.. Enumerable.Range(0, 40).Select(static i => new Call { Id = $"x{i}", Start = $"2026.11.{1 + (i % 25):00} 09:00:00", AgentName = "坐席" + (i % 15), AgentId = "a" + (i % 15), Path = "x.wav", Audio = Tone.Wav(12) })];

    [Theory]
    [InlineData("en-US", ColorScheme.Light, 1280, 800)]
    [InlineData("zh-CN", ColorScheme.Dark, 1280, 800)]
    [InlineData("zh-CN", ColorScheme.Light, 390, 844)]
    [InlineData("en-US", ColorScheme.Dark, 390, 844)]
    public async Task Axe_reports_no_violation(string locale, ColorScheme scheme, int width, int height)
    {
        var axe = await File.ReadAllTextAsync(await tools.FileAsync("axe-core", "axe.min.js"));
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(
            browser, archive, new() { Waveform = true }, "#direction=Inbound&q=x&sample=2&seed=5",
            new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, BypassCSP = true });
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("c");
        await page.Page.AddScriptTagAsync(new() { Content = axe });
        Assert.Empty(await Problems());
        await page.Keys.PressAsync("i");
        Assert.Empty(await Problems());
        await page.Keys.PressAsync("Escape");
        if (width < 800)
        {
            await page.Page.ClickAsync("#open-filters");
            await page.UntilAsync("document.getElementById('filters').getAnimations().length === 0");
            Assert.Empty(await Problems());
            await page.Page.ClickAsync("#close-filters");
        }

        await page.Keys.PressAsync("?");
        Assert.Empty(await Problems());

        Task<string[]> Problems() => page.EvaluateAsync<string[]>(
            "axe.run().then(result => result.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)))");
    }

    [Fact]
    public async Task Every_control_has_a_role_and_a_name()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await Expect(page.Page.GetByRole(AriaRole.Grid, new() { Name = "Recordings" })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Slider, new() { Name = "Position" })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Player" })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Time" })).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, input, select')].filter(e => e.checkVisibility() && !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map(e => e.outerHTML)"));
    }

    [Fact]
    public async Task Everything_works_with_the_keyboard_alone()
    {
        using var archive = new MadeArchive(
        [
            .. Calls(),
            new() { Id = "wanted", Start = "2026.11.26 08:00:00", Length = 180, AgentName = "王五", AgentId = "w5", Path = "w.wav", Audio = Tone.Wav(180) },
            new() { Id = "short", Start = "2026.11.26 07:00:00", Length = 20, AgentName = "王五", AgentId = "w5" },
        ]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("/");
        await page.Keys.TypeAsync("王五");
        await page.CountIsAsync(2);
        for (var i = 0; i < 40 && !await page.EvaluateAsync<bool>("document.activeElement.id === 'shortest'"); i++)
        {
            await page.Keys.PressAsync("Tab");
        }

        await page.Keys.TypeAsync("2:00");
        await page.Keys.PressAsync("Enter");
        await page.CountIsAsync(1);
        await page.Keys.PressAsync("Escape");
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
        await page.Keys.PressAsync("Enter");
        await page.UntilAsync("!audio.paused && audio.currentTime > 0");
        await page.Keys.PressAsync("]");
        await page.Keys.PressAsync("]");
        await page.Keys.PressAsync("c");
        await page.Keys.PressAsync("n");
        await page.Keys.TypeAsync("重听");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Selected.Locator(".cell-review")).ToHaveTextAsync("Coach ✎ 重听");
        Assert.Equal(1.5, await page.EvaluateAsync<double>("audio.playbackRate"));
    }

    [Fact]
    public async Task Focus_is_never_lost()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Page.FocusAsync("#grid-head .cell-length button");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#grid-head .cell-length button")).ToBeFocusedAsync();
        await page.Page.FocusAsync("#sample");
        await page.Keys.PressAsync("Enter");
        await page.Keys.PressAsync("Escape");
        await Expect(page.Page.Locator("#sample")).ToBeFocusedAsync();
        await page.Page.FocusAsync("#help");
        await page.Keys.PressAsync("Enter");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#help")).ToBeFocusedAsync();

        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("g");
        await Expect(page.Selected.Locator(".cell-review")).ToHaveTextAsync("Good");
        await page.Facet("review", "Good").PressAsync("Enter");
        await Expect(page.Facet("review", "Good")).ToBeFocusedAsync();
        await page.CountIsAsync(1);
        await page.Keys.PressAsync("Escape");
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
        await page.Keys.PressAsync("g"); // takes the verdict away, and with it the last row
        await page.CountIsAsync(0);
        await Expect(page.Page.Locator("#search")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Reduced_motion_is_obeyed()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal("0s", await page.EvaluateAsync<string>("getComputedStyle(document.getElementById('message')).transitionDuration"));
        Assert.True(await page.EvaluateAsync<bool>("prefersCalm.matches"));
    }
}

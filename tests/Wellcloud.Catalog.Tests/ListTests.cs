using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class ListTests(Browser browser)
{
    private static IEnumerable<Call> Calls(int count) =>
        Enumerable.Range(0, count).Select(static i => new Call { Id = $"l{i:000}", Start = $"2026.11.{1 + (i / 24):00} {i % 24:00}:00:00", Direction = i % 2 == 0 ? "Inbound" : "Outbound" });

    [Fact]
    public async Task Arrows_and_letters_move_and_the_row_stays_in_view()
    {
        using var archive = new MadeArchive(Calls(100));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        for (var i = 0; i < 40; i++)
        {
            await page.Keys.PressAsync(i % 2 == 0 ? "ArrowDown" : "j");
        }

        Assert.Equal("42", await page.Selected.GetAttributeAsync("aria-rowindex"));
        await Expect(page.Selected).ToBeInViewportAsync();
        Assert.Equal(await page.Selected.GetAttributeAsync("id"), await page.Page.GetAttributeAsync("#grid", "aria-activedescendant"));
        await page.Keys.PressAsync("ArrowUp");
        await page.Keys.PressAsync("k");
        Assert.Equal("40", await page.Selected.GetAttributeAsync("aria-rowindex"));
    }

    [Fact]
    public async Task A_filter_keeps_cursor_and_focus()
    {
        using var archive = new MadeArchive(Calls(100));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("End");
        var time = await page.Selected.Locator(".cell-time").InnerTextAsync();
        await page.Page.EvaluateAsync("toggle('direction', data.words.indexOf('Inbound'))");
        await page.CountIsAsync(50);
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
        await Expect(page.Selected.Locator(".cell-time")).ToHaveTextAsync(time);
    }

    [Fact]
    public async Task Slash_focuses_the_search_and_arrow_down_focuses_the_list()
    {
        using var archive = new MadeArchive(Calls(30));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("/");
        await Expect(page.Page.Locator("#search")).ToBeFocusedAsync();
        await page.Keys.TypeAsync("l01");
        await page.CountIsAsync(10);
        await page.Keys.PressAsync("ArrowDown");
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Help_lists_the_keys_and_escape_closes_it()
    {
        using var archive = new MadeArchive(Calls(3));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("?");
        await Expect(page.Page.Locator("#help-dialog")).ToBeVisibleAsync();
        Assert.Equal(14, await page.Page.Locator("#keys dt").CountAsync());
        await page.Keys.PressAsync("Escape");
        await Expect(page.Page.Locator("#help-dialog")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task On_a_phone_filters_are_a_drawer()
    {
        using var archive = new MadeArchive(Calls(30));
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        await Expect(page.Page.Locator("#filters")).ToBeHiddenAsync();
        await page.Page.TapAsync("#open-filters");
        await page.Facet("direction", "Inbound").TapAsync();
        await page.Page.TapAsync("#close-filters");
        await page.CountIsAsync(15);
        await Expect(page.Page.Locator("#filter-count")).ToHaveTextAsync("1");
        await page.Page.Locator("#rows [role=row]").First.TapAsync();
        await Expect(page.Page.Locator("#player")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"));
    }
}

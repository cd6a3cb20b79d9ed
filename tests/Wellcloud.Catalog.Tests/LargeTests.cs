using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class LargeTests(Browser browser)
{
    [Fact]
    public async Task A_hundred_thousand_recordings_scroll_search_and_sort()
    {
        using var archive = new MadeArchive(Calls(100_000));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Assert.Equal(100_000, await page.CountAsync());
        Assert.InRange(new FileInfo(archive.Page).Length, 1, 12_000_000);

        await page.Keys.PressAsync("End");
        await Expect(page.Selected.Locator(".cell-length")).ToHaveTextAsync("0:00");
        Assert.Equal("100001", await page.Selected.GetAttributeAsync("aria-rowindex"));
        await page.Keys.PressAsync("PageUp");
        await page.Keys.PressAsync("Home");
        Assert.Equal("2", await page.Selected.GetAttributeAsync("aria-rowindex"));

        await page.SearchAsync("13800099999");
        await page.CountIsAsync(1);
        await page.SearchAsync("");
        await page.Page.ClickAsync("#grid-head .cell-parties button");
        Assert.StartsWith("13800000000", (await page.CellsAsync("parties"))[0]);
        Assert.InRange(await page.EvaluateAsync<int>("document.getElementById('rows').children.length"), 10, 80);
    }

    [Fact]
    public async Task A_list_taller_than_a_browser_can_scroll_reaches_its_end()
    {
        using var archive = new MadeArchive(Calls(400_000));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Assert.True(await page.EvaluateAsync<bool>("height > TALLEST"));
        await page.Keys.PressAsync("End");
        Assert.Equal("400001", await page.Selected.GetAttributeAsync("aria-rowindex"));
        await Expect(page.Selected).ToBeInViewportAsync();

        // One notch of a wheel moves by pixels of rows, not of the scroll bar.
        await page.Page.HoverAsync("#grid");
        var before = await page.EvaluateAsync<double>("position");
        await page.Page.Mouse.WheelAsync(0, -100);
        await page.UntilAsync($"position < {before:F0}");
        Assert.Equal(100, before - await page.EvaluateAsync<double>("position"), 1.0);
        await page.Page.EvaluateAsync("document.getElementById('grid').scrollTop = 0");
        await page.UntilAsync("position === 0");
        Assert.Equal("111:06:39", (await page.CellsAsync("length"))[0]);
    }

    /// <summary>Recordings a second apart, each a second longer than the one before.</summary>
    private static IEnumerable<Call> Calls(int count)
    {
        var start = new DateTime(2026, 1, 1);
        for (var i = 0; i < count; i++)
        {
            yield return new()
            {
                Id = new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).ToString(),
                Start = start.AddSeconds(60 * i).ToString("yyyy.MM.dd HH:mm:ss"),
                Length = i,
                Ani = $"{13_800_000_000 + i}@acme.cc",
                AgentName = "agent" + (i % 50),
                AgentId = null,
            };
        }
    }
}

using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class FilterTests(Browser browser)
{
    private static readonly Call[] _calls =
    [
        new() { Id = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", CallId = "c-1", Start = "2026.11.20 09:00:00", Length = 30, Direction = "Inbound", AgentName = "张三", AgentId = "agent01" },
        new() { Id = "11111111-4e5f-4a6b-8c7d-9e0f1a2b3c4d", Start = "2026.11.21 09:00:00", Length = 130, Direction = "Outbound", AgentName = "张三", AgentId = "agent01", Ani = "8001@acme.cc", Dnis = "13911112222@acme.cc" },
        new() { Id = "22222222-4e5f-4a6b-8c7d-9e0f1a2b3c4d", Start = "2026.11.22 09:00:00", Length = 600, Direction = "Inbound", AgentName = "李四", AgentId = "agent02", Device = "8002@acme.cc", Dnis = "8002@acme.cc" },
        new() { Id = "33333333-4e5f-4a6b-8c7d-9e0f1a2b3c4d", Start = "2026.11.23 09:00:00", Length = 5, Direction = "Internal", AgentName = "Wang Wu", AgentId = "agent03", Ani = null, Dnis = null, Device = "8003@acme.cc" },
        new() { Id = "44444444-4e5f-4a6b-8c7d-9e0f1a2b3c4d", Start = null, Length = null, State = "Fail", Status = "Missing", AgentName = "李四", AgentId = "agent02", Direction = "Constructor" },
    ];

    [Theory]
    [InlineData("张三", 2)]
    [InlineData("AGENT02", 2)]
    [InlineData("99999", 0)]
    [InlineData("38001", 3)] // inside a number
    [InlineData("8003", 1)]
    [InlineData("wang", 1)]
    [InlineData("张三 1391", 1)]
    [InlineData("张三 李四", 0)]
    [InlineData("c-1", 1)]
    [InlineData("2222-4e5f", 1)]
    [InlineData("33333333-4e5f-4a6b-8c7d-9e0f1a2b3c4d", 1)]
    [InlineData("0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d", 1)]
    [InlineData("   ", 5)]
    public async Task Search_finds_every_word_anywhere(string words, int matches)
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.SearchAsync(words);
        await page.CountIsAsync(matches);
    }

    [Fact]
    public async Task Search_without_a_match_shows_a_sentence_and_keeps_the_focus()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.SearchAsync("nobody");
        await Expect(page.Page.Locator("#nothing")).ToContainTextAsync("No recording matches");
        await Expect(page.Page.Locator("#search")).ToBeFocusedAsync();
        await page.Keys.PressAsync("Escape");
        await page.CountIsAsync(5);
    }

    [Fact]
    public async Task Facet_shows_how_many_rows_choosing_it_would_give()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Facet("direction", "Inbound").ClickAsync();
        await page.CountIsAsync(2);
        await Expect(page.Facet("direction", "Outbound").Locator(".number")).ToHaveTextAsync("1");
        await Expect(page.Facet("agent", "张三").Locator(".number")).ToHaveTextAsync("1");

        await page.Facet("direction", "Outbound").ClickAsync();
        await page.CountIsAsync(3);
        await page.Facet("agent", "张三").ClickAsync();
        await page.CountIsAsync(2);
        await Expect(page.Facet("agent", "李四").Locator(".number")).ToHaveTextAsync("1");
        Assert.Equal(3, await page.Chips.CountAsync());
    }

    [Fact]
    public async Task Chip_removes_its_filter_by_click_and_by_key()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Facet("direction", "Inbound").ClickAsync();
        await page.Facet("agent", "李四").ClickAsync();
        await page.CountIsAsync(1);
        await page.Chips.Filter(new() { HasTextString = "李四" }).ClickAsync();
        await page.CountIsAsync(2);
        await Expect(page.Chips).ToBeFocusedAsync();
        await page.Keys.PressAsync("Enter");
        await page.CountIsAsync(5);
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Clear_all_removes_every_filter()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive, hash: "#q=agent&from=2026-11-20&to=2026-11-22&min=10&max=200&direction=Inbound&state=Success&agent=agent01~%E5%BC%A0%E4%B8%89&review=unheard&outcome=Saved");
        Assert.Equal(1, await page.CountAsync());
        Assert.Equal(8, await page.Chips.CountAsync());
        await page.Page.ClickAsync("#clear");
        await page.CountIsAsync(5);
        Assert.Equal("", await page.Page.InputValueAsync("#search"));
        Assert.Equal("", await page.Page.InputValueAsync("#from"));
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_address_holds_filters_and_order_so_that_a_link_can_be_sent()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.SearchAsync("agent");
        await page.Page.FillAsync("#from", "2026-11-20");
        await page.Page.FillAsync("#longest", "10:00");
        await page.Keys.PressAsync("Tab");
        await page.Facet("direction", "Inbound").ClickAsync();
        await page.Page.ClickAsync("#grid-head .cell-length button");
        await page.CountIsAsync(2);
        var address = page.Page.Url;

        await using var other = await OpenPage.OpenAsync(browser, archive, address: address);
        Assert.Equal(2, await other.CountAsync());
        Assert.Equal(["10:00", "0:30"], await other.CellsAsync("length"));
        Assert.Equal("descending", await other.Page.GetAttributeAsync("#grid-head .cell-length", "aria-sort"));
        Assert.Equal("2026-11-20", await other.Page.InputValueAsync("#from"));
    }

    [Fact]
    public async Task Nonsense_in_a_link_is_ignored()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive, hash: "#from=x&to=2026-99-99&min=-1&max=1e9&direction=__proto__&agent=constructor&order=toString&sample=0&seed=%00&review=hasOwnProperty");
        Assert.Equal(5, await page.CountAsync());
    }

    [Fact]
    public async Task Dates_are_days_in_the_offset_of_the_archive()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive, context: new() { TimezoneId = "Pacific/Kiritimati" });
        await page.Page.FillAsync("#from", "2026-11-21");
        await page.CountIsAsync(3);
        await page.Page.FillAsync("#to", "2026-11-22");
        await page.CountIsAsync(2);
        await Expect(page.Chips).ToHaveTextAsync("2026-11-21 – 2026-11-22");
    }

    [Theory]
    [InlineData("2:10", "", 2)]
    [InlineData("130", "130", 1)]
    [InlineData("2 min", "", 2)]
    [InlineData("", "0:30", 2)]
    [InlineData("nonsense", "", 5)]
    public async Task Lengths_are_seconds_or_minutes(string shortest, string longest, int matches)
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Page.FillAsync("#shortest", shortest);
        await page.Page.FillAsync("#longest", longest);
        await page.Keys.PressAsync("Tab");
        await page.CountIsAsync(matches);
    }

    [Fact]
    public async Task One_press_finds_calls_over_two_minutes_and_the_next_shows_all()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        var button = page.Page.GetByText("≥ 2 min", new() { Exact = true });
        await button.ClickAsync();
        await page.CountIsAsync(2);
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Page.Locator("#shortest")).ToHaveValueAsync("2:00");
        await button.ClickAsync();
        await page.CountIsAsync(5);
    }

    [Theory]
    [InlineData(100, "nobody", "0 of 100 recordings")]
    [InlineData(100, "l007", "1 of 100 recordings")]
    [InlineData(11, "l007", "1 of 11 recordings")]
    [InlineData(11, "", "11 recordings")]
    public async Task The_number_of_matches_is_a_whole_sentence(int count, string words, string sentence)
    {
        using var archive = new MadeArchive(Enumerable.Range(0, count).Select(static i => new Call { Id = $"l{i:000}" }));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.SearchAsync(words);
        await Expect(page.Page.Locator("#count")).ToHaveTextAsync(sentence);
    }

    [Fact]
    public async Task Few_calls_among_many_have_bars_of_their_own_scale()
    {
        using var archive = new MadeArchive(Enumerable.Range(0, 100).Select(static i => new Call { Id = $"l{i}", AgentName = i == 0 ? "李四" : "张三", AgentId = i == 0 ? "a2" : "a1" }));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Facet("agent", "李四").ClickAsync();
        Assert.Contains("V4.0", await page.Page.GetAttributeAsync("#days .inside", "d"), StringComparison.Ordinal);
        Assert.Equal("", await page.Page.GetAttributeAsync("#days .ghost", "d"));
    }

    [Fact]
    public async Task Agents_with_matches_are_shown_first_and_the_focus_stays()
    {
        using var archive = new MadeArchive(Enumerable.Range(0, 300).Select(static i => new Call { Id = $"l{i}", AgentId = $"agent{i % 20:00}", AgentName = null, Direction = i % 20 == 19 ? "Outbound" : "Inbound" }).SkipLast(1));
        await using var page = await OpenPage.OpenAsync(browser, archive);
        var last = page.Facet("agent", "agent19");
        await Expect(last).ToBeHiddenAsync();
        await page.Facet("direction", "Outbound").ClickAsync();
        await Expect(last).ToBeVisibleAsync();
        Assert.Equal(12, await page.Page.Locator("#facet-agent .facet button:visible").CountAsync());
        await last.ClickAsync();
        await page.Facet("direction", "Outbound").ClickAsync();
        await last.PressAsync("Enter");
        await Expect(last).ToBeHiddenAsync();
        await Expect(page.Page.Locator("#find-agent")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Presets_count_from_today_in_the_offset_of_the_archive()
    {
        using var archive = new MadeArchive(
        [
            new() { Id = "w0", Start = "2026.11.23 01:00:00" },
            new() { Id = "w1", Start = "2026.11.22 23:59:59" },
            new() { Id = "w2", Start = "2026.11.16 00:00:00" },
            new() { Id = "w3", Start = "2026.11.15 23:59:59" },
        ]);
        await using var page = await OpenPage.OpenAsync(browser, archive);

        // Still Sunday in UTC, already Monday in the archive.
        await page.Page.Clock.SetFixedTimeAsync("2026-11-22T16:30:00Z");
        await page.Page.ClickAsync("[data-preset=lastWeek]");
        await page.CountIsAsync(2);
        await Expect(page.Page.Locator("[data-preset=lastWeek]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.ClickAsync("[data-preset=lastWeek]");
        await page.CountIsAsync(4);
    }

    [Theory]
    [InlineData("time", new[] { "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "–" }, new[] { "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "–" })]
    [InlineData("length", new[] { "10:00", "2:10", "0:30", "0:05", "–" }, new[] { "0:05", "0:30", "2:10", "10:00", "–" })]
    public async Task Columns_sort_both_ways_with_unknown_values_last(string column, string[] down, string[] up)
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive, hash: "#order=-size");
        await page.Page.ClickAsync($"#grid-head .cell-{column} button");
        Assert.Equal(down, (await page.CellsAsync(column)).Select(static cell => cell.Split(' ')[0]));
        await page.Page.ClickAsync($"#grid-head .cell-{column} button");
        Assert.Equal(up, (await page.CellsAsync(column)).Select(static cell => cell.Split(' ')[0]));
    }

    [Fact]
    public async Task Every_column_sorts()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        foreach (var column in new[] { "direction", "agent", "parties", "size", "review" })
        {
            await page.Page.ClickAsync($"#grid-head .cell-{column} button");
            Assert.NotEqual("none", await page.Page.GetAttributeAsync($"#grid-head .cell-{column}", "aria-sort"));
            Assert.Equal(5, (await page.CellsAsync(column)).Length);
        }
    }

    [Fact]
    public async Task Dragging_over_days_chooses_them()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        var box = (await page.Page.Locator("#days").BoundingBoxAsync())!;
        var bar = box.Width / 4;
        await page.Page.Mouse.MoveAsync(box.X + (bar * 1.5f), box.Y + 20);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (bar * 3.5f), box.Y + 20, new() { Steps = 3 });
        await page.Page.Mouse.UpAsync();
        await page.CountIsAsync(3);
        Assert.Equal("2026-11-21", await page.Page.InputValueAsync("#from"));
        await Expect(page.Chips).ToHaveTextAsync("2026-11-21 – 2026-11-23");
    }

    [Fact]
    public async Task Charts_follow_the_filters_and_say_what_they_show()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Assert.Equal(4, await Sum("hours"));
        await page.Facet("direction", "Inbound").ClickAsync();
        await page.CountIsAsync(2);
        Assert.Equal((2, 2, 2), (await Sum("hours"), await Sum("days"), await Sum("lengths")));
        Assert.Contains("2026-11-20", await page.Page.GetAttributeAsync("#days", "aria-label"));

        Task<int> Sum(string chart) => page.EvaluateAsync<int>($"counts.{chart}.reduce((a, b) => a + b, 0)");
    }

    [Fact]
    public async Task The_number_of_matches_is_announced()
    {
        using var archive = new MadeArchive(_calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.SearchAsync("李四");
        await Expect(page.Page.Locator("#announce")).ToHaveTextAsync("2 of 5 recordings");
    }
}

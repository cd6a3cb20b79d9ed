using System.Text;
using System.Text.RegularExpressions;
using Wellcloud.Catalog.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Wellcloud.Catalog.Tests;

public sealed class MarkTests(Browser browser)
{
    private const string Head = "Id,CallId,StartTime,EndTime,Date,CallLength,CallDirection,State,Ani,Dnis,DeviceId,AgentId,AgentName,HeardSeconds,Verdict,Note,MarkedAt";

    private static Call[] Calls() =>
    [
        new() { Id = "m1", CallId = "c1", Start = "2026.11.25 09:00:00", End = "2026.11.25 09:00:31", Length = 30, Path = "m1.wav", Audio = Tone.Wav(30) },
        new() { Id = "m2", Start = "2026.11.24 09:00:00", Length = 40, AgentName = "=cmd|' /C calc'!A0", Ani = "+8613800138000" },
        new() { Id = "m3", Start = null, Length = null, AgentName = "a \"b\", c" },
    ];

    [Fact]
    public async Task Keys_set_marks_and_the_facet_counts_them()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await Expect(page.Selected.Locator(".cell-review")).ToHaveTextAsync("Good");
        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("c");
        await page.Keys.PressAsync("n");
        await Expect(page.Page.Locator("#note")).ToBeFocusedAsync();
        await page.Keys.TypeAsync("check the greeting");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#grid")).ToBeFocusedAsync();
        await Expect(page.Selected.Locator(".cell-review")).ToHaveTextAsync("Coach ✎ check the greeting");
        await Expect(page.Facet("review", "Coach").Locator(".number")).ToHaveTextAsync("1");
        await page.Facet("review", "Coach").ClickAsync();
        await page.CountIsAsync(1);
        await page.Page.ClickAsync("#coach");
        await page.CountIsAsync(0);
    }

    [Fact]
    public async Task Marks_survive_a_reload_and_a_newer_export()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("j");
        await page.Page.ClickAsync("#good");
        archive.Add([new() { Id = "m0", Start = "2026.11.26 09:00:00" }]);
        archive.Begin("ledger-2-of-2.jsonl", shard: "2/2", time: "2026-11-27T00:00:00.000Z");
        await archive.ExportAsync();
        await page.Page.ReloadAsync();
        await page.ReadyAsync();
        Assert.Equal(["", "", "Good", ""], await page.CellsAsync("review"));
    }

    [Fact]
    public async Task Exported_marks_are_readable_by_Import_Csv()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("c");
        await page.Keys.PressAsync("j");
        await page.Page.FillAsync("#note", "-1+1 \"x\",\ny");
        await page.Keys.PressAsync("Enter");
        var csv = await page.ExportMarksAsync();

        var lines = csv.Split("\r\n");
        Assert.Equal('\ufeff' + Head, lines[0]);
        Assert.Matches("^m1,c1,2026-11-25T09:00:00\\+08:00,2026-11-25T09:00:31\\+08:00,2026-11-25,30,Inbound,Success,13800138000@acme.cc,8001@acme.cc,8001@acme.cc,agent01,张三,0,Good,,20\\d\\d-.*Z$", lines[1]);
        Assert.Contains(",+8613800138000,", lines[2]);
        Assert.Contains(",'=cmd|' /C calc'!A0,0,Coach,", lines[2]);
        Assert.Contains(",\"a \"\"b\"\", c\",0,,\"'-1+1 \"\"x\"\",", lines[3]);
    }

    [Fact]
    public async Task Import_keeps_the_newer_of_two_marks_and_says_so()
    {
        using var archive = new MadeArchive([.. Calls(), new() { Id = "m4", Start = null }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await page.Keys.PressAsync("j");
        await page.Keys.PressAsync("g");
        var csv = $"\ufeff{Head}\r\nm1,,,,,,,,,,,,,12,Coach,\"'=old, 张三\",2001-01-01T00:00:00Z\r\nm2,,,,,,,,,,,,,0,Coach,'=newer,2999-01-01T00:00:00Z\r\nm3,,,,,,,,,,,,,3,,,\r\nnobody,,,,,,,,,,,,,3,Good,,2026-01-01T00:00:00Z\r\n";
        Assert.Equal("1 new, 1 newer, 1 the same or older (kept yours), 1 unknown to this page.", await page.ImportMarksAsync(Encoding.UTF8.GetBytes(csv)));
        Assert.Equal(["Good", "Coach ✎ =newer", "Heard", ""], await page.CellsAsync("review"));
        Assert.Equal(12, await page.EvaluateAsync<int>("marks.get(0).heard"));
    }

    [Fact]
    public async Task Import_reads_what_a_spreadsheet_saves()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Encoding.GetEncoding("GB18030").GetBytes("Id;Verdict;Note;MarkedAt\nm1;Good;开场白规范;2026/11/26 12:40\n");
        Assert.StartsWith("1 new", await page.ImportMarksAsync(csv));
        Assert.Equal("Good ✎ 开场白规范", (await page.CellsAsync("review"))[0]);
        Assert.Contains("no column Id", await page.ImportMarksAsync("a,b\n1,2\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("QuotaExceededError", "is full")]
    [InlineData("SecurityError", "does not let this page store")]
    public async Task Storage_that_refuses_writes_is_reported_and_marks_stay_usable(string fault, string words)
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive, before: $"Storage.prototype.setItem = () => {{ throw new DOMException('no', '{fault}'); }}");
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await Expect(page.Page.Locator("#warning")).ToContainTextAsync(words);
        Assert.Equal("Good", (await page.CellsAsync("review"))[0]);
        Assert.Matches(new Regex("^m1,.*,Good,", RegexOptions.Multiline), await page.ExportMarksAsync());
    }

    [Fact]
    public async Task Full_storage_is_reported_and_later_marks_are_kept()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("g");
        await page.EvaluateAsync<bool>(
            """
            (() => {
              for (let size = 1 << 24; size >= 1; size = size >> 1) {
                try {
                  for (let i = 0; ; i++) localStorage.setItem(`other/${size}/${i}`, "x".repeat(size));
                } catch { }
              }
              return true;
            })()
            """);
        await page.Keys.PressAsync("n");
        await page.Keys.TypeAsync("longer than what is left");
        await page.Keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#warning")).ToContainTextAsync("is full");
        await page.Keys.PressAsync("c");
        Assert.Equal("Coach ✎ longer than what is left", (await page.CellsAsync("review"))[0]);
        Assert.Matches(new Regex("^m1,.*,Coach,longer than what is left,", RegexOptions.Multiline), await page.ExportMarksAsync());
    }

    [Fact]
    public async Task Two_tabs_keep_each_others_marks()
    {
        using var archive = new MadeArchive(Calls());
        await using var one = await OpenPage.OpenAsync(browser, archive);
        await using var two = await one.OpenTabAsync();
        await one.Keys.PressAsync("k");
        await two.Keys.PressAsync("k");
        await two.Keys.PressAsync("n");

        // One tab writes a note while the note's field in the other tab is empty and has the focus.
        await one.Keys.PressAsync("g");
        await one.Keys.PressAsync("n");
        await one.Keys.TypeAsync("a good greeting");
        await one.Keys.PressAsync("Enter");
        await two.UntilAsync("marks.get(0)?.note === 'a good greeting'");
        await two.Keys.PressAsync("Escape");
        await two.Keys.PressAsync("j");
        await two.Keys.PressAsync("c");
        await one.UntilAsync("marks.get(1)?.verdict === 'Coach'");
        Assert.Equal(["Good ✎ a good greeting", "Coach", ""], await one.CellsAsync("review"));
        Assert.Equal(["Good ✎ a good greeting", "Coach", ""], await two.CellsAsync("review"));
        await Expect(one.Facet("review", "Coach").Locator(".number")).ToHaveTextAsync("1");

        // A tab that received no event keeps the other tab's note too.
        await two.Page.EvaluateAsync("window.addEventListener('storage', event => event.stopImmediatePropagation(), { capture: true })");
        await two.Page.EvaluateAsync("marks.clear()");
        await two.Keys.PressAsync("k");
        await two.Keys.PressAsync("c");
        Assert.Equal("Coach ✎ a good greeting", (await two.CellsAsync("review"))[0]);
        var csv = await two.ExportMarksAsync();
        Assert.Contains("a good greeting", csv);
        Assert.Matches(new Regex("^m2,.*,Coach,", RegexOptions.Multiline), csv);
    }

    [Fact]
    public async Task Page_works_without_access_to_storage()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive, before: "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        await page.Keys.PressAsync("k");
        await page.Keys.PressAsync("c");
        await Expect(page.Page.Locator("#warning")).ToContainTextAsync("does not let this page store");
        Assert.Equal("Coach", (await page.CellsAsync("review"))[0]);
    }

    [Fact]
    public async Task Only_what_was_played_counts_as_heard()
    {
        using var archive = new MadeArchive(Calls());
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("Enter");

        // The page itself pauses, so that a slow machine is never too late.
        await page.UntilAsync("audio.currentTime > 4 && (audio.pause(), seek(4), true)");
        await page.Keys.PressAsync("ArrowRight");
        await page.Keys.PressAsync("ArrowRight");
        await page.Keys.PressAsync(" ");
        await page.UntilAsync("audio.currentTime > 24.2 && (audio.pause(), true)");
        await Expect(page.Selected.Locator(".cell-review")).ToHaveTextAsync("Heard");

        // However late the keys came, the seconds that they skipped do not count.
        await page.UntilAsync("marks.get(0).heard === Math.round(Array.from({ length: audio.played.length }, (_, i) => audio.played.end(i) - audio.played.start(i)).reduce((sum, part) => sum + part, 0))");
    }

    [Fact]
    public async Task Sample_depends_on_its_seed_alone()
    {
        var calls = Enumerable.Range(0, 200).Select(static i => new Call
        {
            Id = new Guid(i * 7919, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString(),
            Start = $"2026.11.{1 + (i % 25):00} 09:00:00",
            AgentName = "agent" + (i % 4),
            AgentId = "a" + (i % 4),
            Status = i % 10 == 0 ? "Missing" : "Saved",
        }).ToList();
        using var archive = new MadeArchive(calls);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Page.ClickAsync("#sample");
        await page.Page.FillAsync("#sample-size", "3");
        await page.Page.FillAsync("#sample-seed", "周三抽样");
        await page.Keys.PressAsync("Enter");
        await page.CountIsAsync(12);
        await Expect(page.Chips).ToHaveTextAsync("Sample: 3 an agent, seed 周三抽样");
        var drawn = await Ids(page);

        // Another machine, another order of the same archive, another export.
        calls.Reverse();
        using var copy = new MadeArchive(calls);
        var hash = new Uri(page.Page.Url).Fragment;
        await using var other = await OpenPage.OpenAsync(browser, copy, hash: hash);
        await other.CountIsAsync(12);
        Assert.Equal(drawn, await Ids(other));
        await other.Facet("agent", "agent1").ClickAsync();
        await other.CountIsAsync(3);
        await other.Page.ClickAsync("#sample");
        await other.Page.FillAsync("#sample-seed", "2");
        await other.Page.ClickAsync("#sample-draw");
        await other.CountIsAsync(3);
        await other.Chips.Filter(new() { HasTextString = "Sample" }).ClickAsync();
        await other.CountIsAsync(50);

        static Task<string[]> Ids(OpenPage page) => page.EvaluateAsync<string[]>("[...list.subarray(0, listed)].map(row => data.ids.at(row)).sort()");
    }
}

using System.Text.Json;
using Wellcloud.Catalog.Tests.Support;
using Xunit;

namespace Wellcloud.Catalog.Tests;

public sealed class HostileTests(Browser browser)
{
    private static readonly string[] _values =
    [
        "<script>window.owned=1</script>", "</script><script>window.owned=1</script>", "<img src=x onerror=window.owned=1>", "\"><svg onload=window.owned=1>",
        "<!--", "-->", "]]>", "{{script}}", "{{facts}}", "&lt;b&gt;&amp;", "javascript:window.owned=1", "constructor", "__proto__", "toString", "hasOwnProperty",
        "=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\tx", "a\nb", "a\r\nb,c\"d", "\u202Etxt.exe", "\u2066\u200F\u200D", "\0nul", "\u0001\u0002\u000e",
        "İstanbul ẞ ﬁ", "😀👩‍👩‍👧 \uD83D", "../../../etc/passwd", "C:\\Windows\\x", "${window.owned=1}", "'; window.owned=1; '", new string('长', 3000), "%00%2e%2e%2f", "null",
    ];

    [Fact]
    public async Task Hostile_values_in_every_field_stay_text()
    {
        var calls = _values.Select((value, i) => new Call
        {
            Id = value, CallId = value, Direction = value, State = value, Start = value, End = value, Ani = value, Dnis = value, Device = value,
            AgentId = value, AgentName = value, Status = i % 2 == 0 ? "Missing" : "Saved", Error = value, Path = $"x/{i}.wav",
        }).ToList();
        using var archive = new MadeArchive(calls);
        await using var page = await OpenPage.OpenAsync(browser, archive, new() { Title = "</title><script>window.owned=1</script>", Waveform = true });

        Assert.Equal(_values.Length, await page.CountAsync());
        Assert.Equal("</title><script>window.owned=1</script>", await page.Page.TitleAsync());
        Assert.Equal(Sound(_values), Sound(await page.EvaluateAsync<string[]>("Array.from({ length: rowCount }, (_, row) => data.ids.at(row))")));
        Assert.Equal(Sound(_values), Sound(await page.EvaluateAsync<string[]>("Array.from({ length: rowCount }, (_, row) => data.agentNames[data.agentName[data.agent[row]]])")));

        for (var i = 0; i < _values.Length; i++)
        {
            await page.Keys.PressAsync("j");
            await page.Keys.PressAsync(i % 3 == 0 ? "g" : "c");
            await page.Page.FillAsync("#note", _values[i][..Math.Min(_values[i].Length, 100)].Replace("\0", ""));
            await page.Keys.PressAsync("Enter");
            await page.Keys.PressAsync("i");
            await page.Keys.PressAsync("Escape");
        }

        foreach (var facet in await page.Page.Locator(".facet button:visible").AllAsync())
        {
            await facet.ClickAsync();
            await facet.ClickAsync();
        }

        await page.ExportMarksAsync();
        Assert.Null(await page.EvaluateAsync<string?>("window.owned ?? null"));
        Assert.Equal(2, await page.EvaluateAsync<int>("document.scripts.length + document.querySelectorAll('img, iframe').length - document.querySelectorAll('script[type]').length + (document.querySelectorAll('script:not([type])').length === 1 ? 1 : 0)"));
        Assert.All(page.Requests, static url => Assert.True(url.StartsWith("file:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal), url));

        // An unpaired surrogate becomes U+FFFD on the way, wherever it is read first.
        static string Sound(IEnumerable<string> values) => JsonSerializer.Serialize(values.Select(static value => value.Replace('\uD83D', '\uFFFD').Replace('\uDC69', '\uFFFD')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("..\\x.mp3")]
    [InlineData("a\\b.mp3")]
    public async Task An_unsafe_address_is_not_opened(string path)
    {
        Assert.SkipWhen(Path.DirectorySeparatorChar == '\\', "Backslashes separate here.");
        using var archive = new MadeArchive([new() { Id = "u1", Path = path }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        await page.Keys.PressAsync("Enter");
        await Microsoft.Playwright.Assertions.Expect(page.Page.Locator("#trouble")).ToContainTextAsync("must not open");
        Assert.Null(await page.EvaluateAsync<string?>("audio.getAttribute('src')"));
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("../b")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task Links_lead_only_into_the_archive(string path)
    {
        using var archive = new MadeArchive([new() { Id = "u1" }]);
        await using var page = await OpenPage.OpenAsync(browser, archive);
        Assert.True(await page.EvaluateAsync<bool>($"addressOf({JsonSerializer.Serialize(path)}) === null"));
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Wellcloud.Client.Catalog;
using Xunit;

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>A catalogue in a browser.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.PageError += (_, fault) => Faults.Enqueue(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("ERR_FILE_NOT_FOUND", StringComparison.Ordinal) && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                Faults.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public IKeyboard Keys => Page.Keyboard;

    /// <summary>What the page asked for besides itself.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Faults of the page's script, and what the browser forbade it.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Exports an archive and opens the page from the disk.</summary>
    public static async Task<OpenPage> OpenAsync(
        Browser browser, MadeArchive? archive = null, CatalogOptions? options = null, string hash = "", BrowserNewContextOptions? context = null, string? address = null, string? before = null)
    {
        var catalog = address is null ? await archive!.ExportAsync(options) : null;
        var profile = context ?? new();
        profile.Locale ??= "en-US";
        var opened = await browser.NewContextAsync(profile);
        if (before is not null)
        {
            await opened.AddInitScriptAsync(before);
        }

        var page = new OpenPage(opened, await opened.NewPageAsync());
        await page.GoAsync((address ?? new Uri(catalog!.Path).AbsoluteUri) + hash);
        return page;
    }

    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await ReadyAsync();
    }

    /// <summary>The same page in another tab of the same browser.</summary>
    public async Task<OpenPage> OpenTabAsync()
    {
        var tab = new OpenPage(_context, await _context.NewPageAsync());
        await tab.GoAsync(Page.Url);
        return tab;
    }

    /// <summary>Waits until ids and marks are read too.</summary>
    public Task ReadyAsync() => Page.WaitForSelectorAsync("html[data-ready=all]");

    /// <summary>The number of matches that the page shows.</summary>
    public async Task<int> CountAsync() => int.Parse((await Page.InnerTextAsync("#count strong")).Replace(",", ""), CultureInfo.InvariantCulture);

    /// <summary>Waits until the page shows a number of matches.</summary>
    public Task CountIsAsync(int count) => Assertions.Expect(Page.Locator("#count strong")).ToHaveTextAsync(count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A cell of each row in view, in their order.</summary>
    public async Task<string[]> CellsAsync(string name) => await Page.EvaluateAsync<string[]>(
        """
        name => [...document.querySelectorAll("#rows [role=row]:not([hidden])")]
            .sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex")).map(row => row.querySelector(".cell-" + name).textContent)
        """,
        name);

    public Task SearchAsync(string words) => Page.FillAsync("#search", words);

    /// <summary>A value of a facet.</summary>
    public ILocator Facet(string facet, string name) =>
        Page.Locator($"#facet-{facet} .facet button").Filter(new() { Has = Page.Locator("bdi", new() { HasTextString = name }) }).First;

    public ILocator Chips => Page.Locator("#chips button");

    public ILocator Selected => Page.Locator("#rows [role=row][aria-selected=true]");

    public Task<T> EvaluateAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    /// <summary>Waits two minutes at most until an expression is true. The page's policy forbids the browser driver's own way, which evaluates text.</summary>
    public async Task UntilAsync(string expression) =>
        Assert.True(
            await Page.EvaluateAsync<bool>($"() => new Promise(resolve => {{ const end = Date.now() + 120000; const look = () => ({expression}) ? resolve(true) : Date.now() > end ? resolve(false) : setTimeout(look, 20); look(); }})"),
            expression);

    /// <summary>Exports the marks and returns the file's text.</summary>
    public async Task<string> ExportMarksAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync("#export-marks"));
        return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    /// <summary>Imports marks and returns the summary.</summary>
    public async Task<string> ImportMarksAsync(byte[] csv)
    {
        await Page.SetInputFilesAsync("#marks-file", new FilePayload { Name = "marks.csv", MimeType = "text/csv", Buffer = csv });
        await Page.WaitForSelectorAsync("#import-dialog[open]");
        var summary = await Page.InnerTextAsync("#import-summary");
        await Page.ClickAsync("#import-close");
        return summary;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(Faults);
    }
}

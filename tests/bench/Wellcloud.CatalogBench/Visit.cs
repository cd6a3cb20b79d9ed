using Microsoft.Playwright;

namespace Wellcloud.CatalogBench;

/// <summary>A new browser process with empty caches.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string[] _arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly ICDPSession _tools;

    private Visit(IBrowser browser, IPage page, ICDPSession tools) => (_browser, _page, _tools) = (browser, page, tools);

    public static async Task<Visit> StartAsync(IPlaywright playwright, string path)
    {
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _arguments });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        return new(browser, page, await page.Context.NewCDPSessionAsync(page));
    }

    public Task SlowDownAsync(int times) => _tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = times });

    /// <summary>Returns the milliseconds to the first paint of a page.</summary>
    public async Task<double> PaintAsync(string path)
    {
        await _page.GotoAsync(new Uri(path).AbsoluteUri);
        return await _page.EvaluateAsync<double>(
            "() => new Promise(resolve => { const look = () => { const [paint] = performance.getEntriesByName('first-contentful-paint'); paint ? resolve(paint.startTime) : setTimeout(look, 5); }; look(); })");
    }

    /// <summary>Returns the milliseconds to the first usable rows, and to the ids.</summary>
    public async Task<(double Rows, double All)> OpenAsync(string path)
    {
        await _page.GotoAsync(new Uri(path).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await _page.WaitForSelectorAsync("html[data-ready=all]", new() { Timeout = 120_000 });
        return (await MarkAsync("rows"), await MarkAsync("ids"));
    }

    /// <summary>Uses the page, each step five times. Returns the milliseconds of script, and to the next frame.</summary>
    public async Task<IReadOnlyList<(string Name, double[] Script, double[] Frame)>> UseAsync()
    {
        var steps = new (string Name, string Code)[]
        {
            ("a keystroke in the search", "k => { filter.search = '138001'.slice(0, k + 1); apply('search'); }"),
            ("two words", "k => { filter.search = '张 138' + k; apply('search'); }"),
            ("a part of an id", "k => { filter.search = 'abcdef1' + k; apply('search'); }"),
            ("a value of a facet", "k => { filter.search = ''; apply('search'); toggle('direction', k % data.words.length); }"),
            ("a step of a drag over days", "k => { filter.from = chart.firstDay + 10 * k; filter.to = filter.from + 100; apply('date'); }"),
            ("clear all", "() => clearFilters()"),
            ("sort by length, the first time", "k => { permutations.clear(); order = '-length'; apply('order'); }"),
            ("sort by agent, the first time", "k => { permutations.clear(); order = 'agent'; apply('order'); }"),
            ("sort by number, the first time", "k => { permutations.clear(); order = 'parties'; apply('order'); }"),
            ("draw a sample", "k => { filter.sample = { size: 3, seed: 's' + k }; apply('sample'); }"),
            ("scroll", "k => { scrollTo(height * k / 5); drawList(); }"),
        };
        var results = new List<(string, double[], double[])>();
        foreach (var (name, code) in steps)
        {
            var times = await _page.EvaluateAsync<double[][]>(
                $$"""
                async () => {
                  const step = {{code}}, script = [], frame = [];
                  for (let k = 0; k < 5; k++) {
                    const start = performance.now();
                    step(k);
                    script.push(performance.now() - start);
                    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
                    frame.push(performance.now() - start);
                  }
                  return [script, frame];
                }
                """);
            results.Add((name, times[0], times[1]));
        }

        return results;
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    private Task<double> MarkAsync(string name) => _page.EvaluateAsync<double>($"() => performance.getEntriesByName('{name}')[0].startTime");
}

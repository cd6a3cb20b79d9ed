using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Wellcloud.Catalog.Tests.Support.Browser))]

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>The one browser of all tests. Without one they are skipped, unless WELLCLOUD_REQUIRE_BROWSER=1 demands it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _places =
    [
        Environment.GetEnvironmentVariable("WELLCLOUD_BROWSER") ?? "",
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] _arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = _places.FirstOrDefault(File.Exists);
        if (path is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _arguments });
        }
    }

    /// <summary>A fresh profile; skips the test where there is no browser.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("WELLCLOUD_REQUIRE_BROWSER") != "1")
        {
            Assert.Skip("No browser: install Chromium, or name one in WELLCLOUD_BROWSER.");
        }

        Assert.True(_browser is not null, "WELLCLOUD_REQUIRE_BROWSER=1, and no browser was found.");
        return _browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

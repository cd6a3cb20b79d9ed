using Microsoft.Playwright;
using Wellcloud.Catalog.Tests.Support;
using Wellcloud.Client.Catalog;

namespace Wellcloud.CatalogBench;

/// <summary>Takes the pictures of the README, and more pictures for a developer who changes the page.</summary>
internal static class Pictures
{
    private const int Rows = 100_000;
    private const int WithAudio = 40;

    /// <summary>Saves the pictures in a folder.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="takesAll">Whether to take every width, appearance and size of an archive, not just the two of the README.</param>
    public static async Task TakeAsync(string browser, string folder, bool takesAll)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser, Args = ["--headless", "--no-sandbox", "--disable-gpu", "--font-render-hinting=none"] });
        foreach (var rows in takesAll ? new[] { Rows, 3 } : [Rows])
        {
            using var archive = new MadeArchive(Calls.Make(rows).Select((call, i) => i < rows - WithAudio ? call : call with { Audio = Speech.Mp3(call.Length ?? 0, i) }));
            var page = await archive.ExportAsync(new CatalogOptions { Waveform = true });
            foreach (var locale in new[] { "en-US", "zh-CN" })
            {
                foreach (var scheme in takesAll ? new[] { ColorScheme.Light, ColorScheme.Dark } : [ColorScheme.Light])
                {
                    foreach (var (width, height) in takesAll ? new[] { (390, 844), (1280, 720), (1920, 1080) } : [(1280, 720)])
                    {
                        var name = takesAll ? $"{rows}-{locale}-{scheme}-{width}.png" : $"catalogue.{locale}.png";
                        await using var profile = await chromium.NewContextAsync(new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
                        await TakeAsync(await profile.NewPageAsync(), new Uri(page.Path).AbsoluteUri, locale == "zh-CN" ? "缺开场白" : "Greeting missing", Path.Combine(folder, name));
                    }
                }
            }
        }
    }

    /// <summary>Shows the page during work: some marks, a filter, a recording in the player.</summary>
    private static async Task TakeAsync(IPage page, string address, string remark, string path)
    {
        await page.GotoAsync(address + "#min=30");
        await page.WaitForSelectorAsync("html[data-ready=all]");
        await page.Keyboard.PressAsync("j");
        foreach (var (key, note) in new[] { ("g", ""), ("c", remark), ("g", "") })
        {
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync(key);
            if (note.Length > 0)
            {
                await page.Keyboard.PressAsync("n");
                await page.Keyboard.TypeAsync(note);
                await page.Keyboard.PressAsync("Enter");
            }
        }

        await page.Keyboard.PressAsync("k");
        await page.EvaluateAsync("seek(lengthOfPlaying() * 0.4)");
        await page.WaitForSelectorAsync("#seek-box.has-wave");
        await page.WaitForSelectorAsync("#message:not(.shown)", new() { State = WaitForSelectorState.Attached });
        await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
    }
}

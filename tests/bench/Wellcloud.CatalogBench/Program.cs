using System.Globalization;
using Microsoft.Playwright;
using Wellcloud.Catalog.Tests.Support;
using Wellcloud.CatalogBench;
using Wellcloud.Client.Archive;

var rows = args is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : 100_000;
var browser = Environment.GetEnvironmentVariable("WELLCLOUD_BROWSER") ?? "/usr/bin/chromium";
if (!File.Exists(browser))
{
    Console.Error.WriteLine($"There is no browser at {browser}. Set WELLCLOUD_BROWSER.");
    return 2;
}

if (args is [("--pictures" or "--all-pictures"), var folder])
{
    await Pictures.TakeAsync(browser, folder, takesAll: args[0] == "--all-pictures");
    return 0;
}

const int runs = 5;
using var archive = new MadeArchive(Calls.Make(rows));
var (reading, exporting) = (new List<double>(), new List<double>());
for (var i = 0; i < runs; i++)
{
    reading.Add(await Processor.CostAsync(async () =>
    {
        await foreach (var _ in ArchivedRecordings.ReadAsync(archive.Root))
        {
        }
    }));
    exporting.Add(await Processor.CostAsync(() => archive.ExportAsync()));
}

var table = new Table($"{rows:N0} recordings, a page of {new FileInfo(archive.Page).Length / 1e6:F1} MB, medians of {runs}");
table.Add("the engine reads the ledger, processor time", reading, reading);
table.Add("the engine exports the page, processor time", exporting, reading);

var empty = Path.Combine(archive.Home, "empty.html");
await File.WriteAllTextAsync(empty, "<!doctype html><title>empty</title><p>empty");
using var playwright = await Playwright.CreateAsync();
var (blank, first, all, slowBlank, slowFirst) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
IReadOnlyList<(string Name, double[] Script, double[] Frame, double Processor)> steps = [];
for (var i = 0; i < runs; i++)
{
    await using var visit = await Visit.StartAsync(playwright, browser);
    blank.Add(await visit.PaintAsync(empty));
    var (seen, complete) = await visit.OpenAsync(archive.Page);
    first.Add(seen);
    all.Add(complete);
    steps = i == runs - 1 ? await visit.UseAsync() : [];
    await visit.SlowDownAsync(4);
    slowBlank.Add(await visit.PaintAsync(empty));
    slowFirst.Add((await visit.OpenAsync(archive.Page)).Rows);
}

table.Add("an empty page", blank, blank);
table.Add("the first rows", first, blank);
table.Add("ids too: ready to play", all, blank);
table.Add("an empty page, processor slowed 4 times", slowBlank, slowBlank);
table.Add("the first rows, processor slowed 4 times", slowFirst, slowBlank);
table.Write(Console.Out);
Table.WriteSteps(Console.Out, steps);
await Waveforms.MeasureAsync(Console.Out);
return 0;

using System.Globalization;
using Wellcloud.Catalog.Tests.Support;

namespace Wellcloud.CatalogBench;

/// <summary>The processor time of waveforms: an export with them minus one without.</summary>
internal static class Waveforms
{
    private const int Seconds = 100;
    private const int Mp3Files = 400;
    private const int WavFiles = 100;
    private const int Runs = 5;

    public static async Task MeasureAsync(TextWriter output)
    {
        output.WriteLine($"\n### Waveforms of recordings of {Seconds} s, processor time, medians of {Runs}\n");
        output.WriteLine($"| {"",-44} | {"a recording",11} | {"100,000",8} | {"times real time",15} |\n|{new string('-', 46)}|{new string('-', 12)}:|{new string('-', 9)}:|{new string('-', 16)}:|");
        await MeasureAsync(output, "MP3, 8 kHz, mono", Mp3Files, static i => Speech.Mp3(Seconds, i));
        await MeasureAsync(output, "WAV, 8 kHz, mono, 16 bits", WavFiles, static _ => Tone.Wav(Seconds));
    }

    private static async Task MeasureAsync(TextWriter output, string name, int files, Func<int, byte[]> audio)
    {
        var extension = name[..3].ToLower(CultureInfo.InvariantCulture);
        using var archive = new MadeArchive(Enumerable.Range(0, files).Select(i => new Call { Id = $"w{i}", Length = Seconds, Path = $"{i}.{extension}", Audio = audio(i) }));
        var costs = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            costs.Add((await CostAsync(archive, hasWaveforms: true) - await CostAsync(archive, hasWaveforms: false)) / files);
        }

        var median = costs.Order().ElementAt(Runs / 2);
        output.WriteLine($"| {name,-44} | {median,8:F2} ms | {median * 100,6:N0} s | {Seconds * 1000 / median,15:N0} |");
    }

    private static Task<double> CostAsync(MadeArchive archive, bool hasWaveforms) =>
        Processor.CostAsync(() => archive.ExportAsync(new() { Waveform = hasWaveforms }));
}

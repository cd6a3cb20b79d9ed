using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Wellcloud.Bench;

/// <summary>The same work, done by everybody in turn.</summary>
/// <param name="Kind">listing or saving.</param>
/// <param name="Title">What the work is.</param>
/// <param name="Service">What the service is started with.</param>
/// <param name="Contenders">Who does it, given the service; the first one is what the others are compared with.</param>
internal sealed record Workload(string Kind, string Title, string[] Service, Func<EmulatorProcess, Task<IReadOnlyList<Contender>>> Contenders)
{
    /// <summary>How many files there have to be at the end; null when none are saved.</summary>
    public int? Files { get; init; }

    /// <summary>Where files go.</summary>
    public string? Scratch { get; init; }

    public async Task RunAsync(BenchPlan plan, TextWriter output)
    {
        await using var service = await EmulatorProcess.StartAsync(plan, Service);
        var contenders = await Contenders(service);
        var results = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        var failures = new Dictionary<Contender, string>();
        for (var run = 0; run < plan.Runs; run++)
        {
            foreach (var contender in contenders.Where(contender => contender.Program is not null && !failures.ContainsKey(contender) && (run == 0 || !contender.Once)))
            {
                try
                {
                    results[contender].Add(await RunAsync(contender));
                }
                catch (InvalidOperationException failure)
                {
                    failures[contender] = failure.Message;
                }
            }
        }

        Print(output, contenders, results, failures);
    }

    private async Task<Measurement> RunAsync(Contender contender)
    {
        var folder = Path.Combine(Scratch ?? Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            var measured = await Measurement.OfAsync(contender.Program!, contender.Arguments(folder));
            if (contender.Expected is { } expected && measured.Output.Trim() != expected)
            {
                throw new InvalidOperationException($"gave {measured.Output.Trim()} and not {expected}");
            }

            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();
            return Files is null || files == Files ? measured : throw new InvalidOperationException($"saved {files} and not {Files}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Print(TextWriter output, IReadOnlyList<Contender> contenders, Dictionary<Contender, List<Measurement>> results, Dictionary<Contender, string> failures)
    {
        output.WriteLine($"## {Title}");
        output.WriteLine();
        output.WriteLine($"| {"",-52} | {"median",9} | {"peak",9} | {"ratio",7} |");
        output.WriteLine($"|{new string('-', 54)}|{new string('-', 10)}:|{new string('-', 10)}:|{new string('-', 8)}:|");
        var first = contenders.FirstOrDefault(contender => results[contender].Count > 0);
        foreach (var contender in contenders)
        {
            var cells = contender.Program is null ? ("not installed", "", "")
                : failures.TryGetValue(contender, out var failure) ? (failure, "", "")
                : (Seconds(contender).ToString("0.00 s"), Memory(contender), (Seconds(contender) / Seconds(first!)).ToString("0.00"));
            output.WriteLine($"| {contender.Name,-52} | {cells.Item1,9} | {cells.Item2,9} | {cells.Item3,7} |");
        }

        output.WriteLine();

        double Seconds(Contender contender) => Median.Of(results[contender].Select(run => run.Time.TotalSeconds)) - (contender.Shell?.Start.TotalSeconds ?? 0);

        string Memory(Contender contender)
        {
            var peak = Median.Of(results[contender].Select(run => (double)run.PeakBytes)) - (contender.Shell?.PeakBytes ?? 0);
            return (contender.Shell is null ? "" : "+") + (peak / 1e6).ToString("0 MB");
        }
    }
}

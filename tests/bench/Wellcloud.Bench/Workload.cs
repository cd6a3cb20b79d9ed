namespace Wellcloud.Bench;

/// <summary>A piece of work that each program does in turn.</summary>
/// <param name="Kind">starting, listing, saving or far.</param>
/// <param name="Title">The heading of the table.</param>
/// <param name="Service">The options of the emulator.</param>
/// <param name="Contenders">Returns the programs for an emulator. The others are compared with the first one.</param>
internal sealed record Workload(string Kind, string Title, string[] Service, Func<EmulatorProcess, Task<IReadOnlyList<Contender>>> Contenders)
{
    /// <summary>The expected number of files; null when no files are saved.</summary>
    public int? Files { get; init; }

    /// <summary>The folder for the files; null for the system's temporary folder.</summary>
    public string? Scratch { get; init; }

    /// <summary>A factor for the number of runs: short work needs more of them.</summary>
    public int Times { get; init; } = 1;

    public async Task RunAsync(BenchPlan plan, TextWriter output)
    {
        await using var service = await EmulatorProcess.StartAsync(plan, Service);
        await service.WarmUpAsync();
        var root = Directory.CreateDirectory(Path.Combine(Scratch ?? Path.GetTempPath(), Guid.NewGuid().ToString("N")));
        var contenders = await Contenders(service);
        var results = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        var failures = new Dictionary<Contender, string>();
        for (var run = 0; run < plan.Runs * Times; run++)
        {
            foreach (var contender in contenders.Where(contender => contender.Program is not null && !failures.ContainsKey(contender) && (run == 0 || !contender.Once)))
            {
                try
                {
                    results[contender].Add(await RunAsync(contender, root.CreateSubdirectory(Guid.NewGuid().ToString("N"))));
                }
                catch (InvalidOperationException failure)
                {
                    failures[contender] = failure.Message;
                }
            }
        }

        root.Delete(recursive: true);
        Print(output, contenders, results, failures);
    }

    private async Task<Measurement> RunAsync(Contender contender, DirectoryInfo folder)
    {
        try
        {
            var measured = await Measurement.OfAsync(contender.Program!, contender.Arguments(folder.FullName));
            measured = contender.TimesItself ? measured.AsItSays() : measured;
            if (contender.Expected is { } expected && measured.Output.Trim() != expected)
            {
                throw new InvalidOperationException($"gave {measured.Output.Trim()} and not {expected}");
            }

            var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).Count();
            return Files is null || files == Files ? measured : throw new InvalidOperationException($"saved {files} and not {Files}");
        }
        finally
        {
            // Empties the files, so that the disk has nothing left to write. Does not delete them yet: for a minute ext4 skips the inodes of
            // deleted files, which would slow down the next program.
            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                using var emptied = file.Open(FileMode.Truncate);
            }
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
                : (Duration(Seconds(contender)), contender.HidesMemory ? "" : Memory(contender), (Seconds(contender) / Seconds(first!)).ToString("0.00"));
            output.WriteLine($"| {contender.Name,-52} | {cells.Item1,9} | {cells.Item2,9} | {cells.Item3,7} |");
        }

        output.WriteLine();

        double Seconds(Contender contender) => Median.Of(results[contender].Select(run => run.Time.TotalSeconds)) - (contender.Idle?.Time.TotalSeconds ?? 0);

        static string Duration(double seconds) => seconds < 0.5 ? (seconds * 1000).ToString("0 ms") : seconds.ToString("0.00 s");

        string Memory(Contender contender)
        {
            var peak = Median.Of(results[contender].Select(run => (double)run.PeakBytes)) - (contender.Idle?.PeakBytes ?? 0);
            return (contender.Idle is null ? "" : "+") + (peak / 1e6).ToString("0 MB");
        }
    }
}

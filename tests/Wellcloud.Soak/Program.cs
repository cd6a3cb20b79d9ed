using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Wellcloud.Soak;

/// <summary>
/// One file of <c>--gigabytes 4</c>, and then the long run of <c>--minutes 10</c>. Exit code 0 means that everything arrived and nothing grew.
/// </summary>
internal static class Program
{
    private const int Recordings = 2000;
    private const int AudioBytes = 100_000;

    private static readonly Option<double> _minutes = Number("--minutes", "Length of the long run.", 10);
    private static readonly Option<double> _gigabytes = Number("--gigabytes", "Size of the one large file.", 4);

    public static Task<int> Main(string[] arguments)
    {
        var command = new RootCommand("The long run: many transfers, many faults, and nothing that grows.") { _minutes, _gigabytes };
        command.SetAction((parsed, _) => RunAsync(TimeSpan.FromMinutes(parsed.GetValue(_minutes)), (long)(parsed.GetValue(_gigabytes) * (1 << 30))));
        // Ctrl+C ends the process at once.
        return command.Parse(arguments).InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    private static async Task<int> RunAsync(TimeSpan length, long largeBytes)
    {
        var folder = Directory.CreateTempSubdirectory("wellcloud-soak-").FullName;
        var problems = new List<string>();

        // First, while the highest memory of the process is still low.
        await LargeFile.RunAsync(largeBytes, Path.Combine(folder, "large"), problems);
        await using (var service = await Service.StartAsync(Recordings, AudioBytes))
        {
            var hashes = await HashesAsync(service);
            Console.WriteLine($"{SoakRun.InFlight} transfers in flight for {length.TotalMinutes:0.#} minutes; {hashes.Count} recordings of {AudioBytes} bytes a round; one fault in ten requests, and outages of 5 to 90 s");
            var before = Vitals.Take();
            Console.WriteLine($"start     {before}");
            await RunAsync(service, hashes, Path.Combine(folder, "files"), length, problems);
            await AssertBackToStartAsync(service, before, problems);
        }

        Directory.Delete(folder, recursive: true);
        problems.Take(20).ToList().ForEach(problem => Console.WriteLine("PROBLEM " + problem));
        Console.WriteLine(problems.Count == 0 ? "passed: all files whole, nothing grew, nothing left open" : $"failed: {problems.Count} problems");
        return problems.Count == 0 ? 0 : 1;
    }

    private static Option<double> Number(string name, string description, double otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (!double.TryParse(result.Tokens.Single().Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                result.AddError($"{name} needs a number such as 0.5.");
            }

            return number;
        },
    };

    private static async Task RunAsync(Service service, IReadOnlyDictionary<string, string> hashes, string folder, TimeSpan length, List<string> problems)
    {
        var clock = Stopwatch.StartNew();
        var samples = new List<Vitals>();
        var most = 0;
        await service.SetFaultsAsync(SoakFaults.All);
        var outages = new Outages(service);
        using var stop = new CancellationTokenSource();
        var outage = outages.RunAsync(stop.Token);
        using var run = new SoakRun(service, hashes, folder);
        while (clock.Elapsed < length)
        {
            await run.RoundAsync();
            samples.Add(Vitals.Take());
            most = Math.Max(most, (await service.ActivityAsync()).MaxActive);
            await service.ForgetAsync();
            Console.WriteLine($"{clock.Elapsed:mm\\:ss}     {samples[^1]}   files {run.Files}");
        }

        await stop.CancelAsync();
        await outage;
        var faults = await service.CountFaultsAsync();
        Console.WriteLine($"{run.Files} files, {run.Retried} of them in more than one attempt, {run.Resumed} resumed; {faults} faults; {outages.Count} outages of {outages.Length.TotalSeconds:0} s together; {most} requests at one moment; {run.Files / clock.Elapsed.TotalSeconds:0} files/s");
        problems.AddRange(run.Problems);
        problems.AddRange(Growth.Of(samples));
        if (most < SoakRun.InFlight * 3 / 4)
        {
            problems.Add($"never more than {most} requests at one moment");
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> HashesAsync(Service service)
    {
        var hashes = new Dictionary<string, string>();
        for (var index = 0; index < Recordings; index++)
        {
            // A recording with the state Fail has no audio.
            if (await service.DescribeAsync(index) is ({ } id, { } hash))
            {
                hashes.Add(id, hash);
            }
        }

        return hashes;
    }

    private static async Task AssertBackToStartAsync(Service service, Vitals before, List<string> problems)
    {
        var (active, _) = await service.ActivityAsync();
        var after = Vitals.Take();
        Console.WriteLine($"end       {after}   requests still being answered {active}");
        if (active > 0)
        {
            problems.Add($"{active} requests are still being answered");
        }

        if (after.Handles > before.Handles + 8)
        {
            problems.Add($"handles: {before.Handles} at the start, {after.Handles} at the end");
        }

        if (after.Timers > before.Timers + 4 || after.WorkItems > 0)
        {
            problems.Add($"timers {before.Timers} and then {after.Timers}; {after.WorkItems} work items left");
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Wellcloud.Bench;

/// <summary>The measurement of one process, from its start to its end.</summary>
/// <param name="Time">How long it took.</param>
/// <param name="PeakBytes">The peak of its memory.</param>
/// <param name="Output">What it wrote on its standard output.</param>
internal sealed record Measurement(TimeSpan Time, long PeakBytes, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a program that does nothing a few times.</summary>
    /// <returns>The medians.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task<Measurement> OfIdleAsync(BenchPlan plan, string program, IEnumerable<string> arguments)
    {
        var runs = new List<Measurement>();
        for (var run = 0; run < Math.Max(plan.Runs, 3); run++)
        {
            runs.Add(await OfAsync(program, arguments));
        }

        return new(Median.Of(runs.Select(run => run.Time)), (long)Median.Of(runs.Select(run => (double)run.PeakBytes)), "");
    }

    /// <summary>Runs a program and measures it.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task<Measurement> OfAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var peak = 0L;
        do
        {
            peak = Math.Max(peak, Peak(process));
        }
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended);

        return process.ExitCode == 0
            ? new(clock.Elapsed, peak, await output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {(await errors).Trim().Split('\n').LastOrDefault()}");
    }

    /// <summary>Returns the time that the program gives in milliseconds in the last line of its output, and the output without it.</summary>
    public Measurement AsItSays()
    {
        var lines = Output.TrimEnd().Split('\n');
        return this with { Time = TimeSpan.FromMilliseconds(double.Parse(lines[^1], CultureInfo.InvariantCulture)), Output = string.Join('\n', lines[..^1]) };
    }

    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return 0; // it has just ended
        }
    }
}

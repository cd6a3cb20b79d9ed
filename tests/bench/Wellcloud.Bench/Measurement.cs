using System.ComponentModel;
using System.Diagnostics;

namespace Wellcloud.Bench;

/// <summary>The measurement of one process, from its start to its end.</summary>
/// <param name="Time">How long it took.</param>
/// <param name="PeakBytes">The peak of its memory.</param>
/// <param name="Output">What it wrote on its standard output.</param>
internal sealed record Measurement(TimeSpan Time, long PeakBytes, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

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

using System.Diagnostics;

namespace Wellcloud.CatalogBench;

/// <summary>The processor time of this program, in which other work on the machine does not count.</summary>
internal static class Processor
{
    /// <summary>Milliseconds that some work takes.</summary>
    public static async Task<double> CostAsync(Func<Task> work)
    {
        var before = Spent();
        await work();
        return Spent() - before;
    }

    private static double Spent()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMilliseconds;
    }
}

namespace Wellcloud.Bench;

/// <summary>The PowerShell of this machine, and what its start costs.</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Start">How long a shell takes that does nothing.</param>
/// <param name="PeakBytes">How much memory such a shell takes.</param>
internal sealed record Shell(string Program, TimeSpan Start, long PeakBytes)
{
    public static string[] Arguments(string script) =>
        ["-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; " + script];

    /// <summary>Returns the PowerShell; null when there is none.</summary>
    public static async Task<Shell?> FindAsync(BenchPlan plan)
    {
        if (Tool.Find("pwsh") is not { } program)
        {
            return null;
        }

        var starts = new List<Measurement>();
        for (var i = 0; i < Math.Max(plan.Runs, 3); i++)
        {
            starts.Add(await Measurement.OfAsync(program, Arguments("1 | Measure-Object | Out-Null")));
        }

        return new(program, Median.Of(starts.Select(start => start.Time)), (long)Median.Of(starts.Select(start => (double)start.PeakBytes)));
    }
}

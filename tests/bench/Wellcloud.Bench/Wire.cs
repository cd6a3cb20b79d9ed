namespace Wellcloud.Bench;

/// <summary>A network between the service and a program, with handshakes and slow starts as they are far away. It takes root on Linux.</summary>
/// <param name="Host">The program that runs it.</param>
/// <param name="Library">tests/Wellcloud.Wire.</param>
/// <param name="Idle">What it takes to run a program that does nothing.</param>
internal sealed record Wire(string Host, string Library, Measurement Idle)
{
    /// <summary>Returns the network; null when this machine does not allow one.</summary>
    public static async Task<Wire?> FindAsync(BenchPlan plan)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Tool.Find("ip") is null || Tool.Find("dotnet") is not { } host)
        {
            return null;
        }

        try
        {
            return new(host, plan.Wire, await Measurement.OfIdleAsync(plan, host, [plan.Wire, "--", "true"]));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Puts the network before a program.</summary>
    /// <param name="contender">The program.</param>
    /// <param name="roundTrip">How many milliseconds an answer takes at least.</param>
    public Contender Before(Contender contender, int roundTrip) => contender with
    {
        Program = contender.Program is null ? null : Host,
        Arguments = folder => [Library, "--delay", Workloads.Text(roundTrip / 2.0), "--", contender.Program!, .. contender.Arguments(folder)],
        Idle = contender.TimesItself ? null : Idle,
        HidesMemory = true,
    };
}

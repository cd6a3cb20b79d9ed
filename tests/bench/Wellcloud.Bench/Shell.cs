namespace Wellcloud.Bench;

/// <summary>The PowerShell of this machine.</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Library">The library that the program runs; null when it is the shell itself.</param>
internal sealed record Shell(string Program, string? Library)
{
    /// <summary>The memory of a shell that does nothing.</summary>
    public long IdleBytes { get; init; }

    /// <summary>Returns the PowerShell; null when there is none.</summary>
    public static async Task<Shell?> FindAsync(BenchPlan plan)
    {
        if (Tool.Find("pwsh") is not { } pwsh)
        {
            return null;
        }

        // The pwsh of the dotnet tool only starts another process, which is the one to measure.
        var found = await Measurement.OfAsync(pwsh, new Shell(pwsh, null).Arguments("[Environment]::ProcessPath; \"$PSHOME/pwsh.dll\""));
        var lines = found.Output.Split('\n', StringSplitOptions.TrimEntries);
        var shell = new Shell(lines[0], Path.GetFileNameWithoutExtension(lines[0]) == "dotnet" ? lines[1] : null);
        return shell with { IdleBytes = (await Measurement.OfIdleAsync(plan, shell.Program, shell.Arguments("1 | Measure-Object | Out-Null"))).PeakBytes };
    }

    /// <summary>Returns the arguments for a script that ends with its own time, in milliseconds.</summary>
    public string[] TimedArguments(string script) =>
        Arguments($"$clock = [Diagnostics.Stopwatch]::StartNew(); {script}; $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)");

    public string[] Arguments(string script) =>
    [
        .. Library is null ? [] : new[] { Library },
        "-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; " + script,
    ];
}

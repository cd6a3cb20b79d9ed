using System.Globalization;

namespace Wellcloud.Bench;

/// <summary>What the steps of a fresh shell take, inside its process: time, methods compiled, and the time of compiling them on all threads.</summary>
internal static class FreshShell
{
    private const int MostRows = 300_000;

    // The first call of the function is not measured: it also compiles what measures.
    private const string Measuring = """
        function Step([string] $Name, [scriptblock] $Work) {
            $methods, $compiling, $clock = [Runtime.JitInfo]::GetCompiledMethodCount(), [Runtime.JitInfo]::GetCompilationTime(), [Diagnostics.Stopwatch]::StartNew()
            . $Work
            $time = $clock.Elapsed.TotalMilliseconds
            [string]::Join('|', $Name, [int] $time, ([Runtime.JitInfo]::GetCompiledMethodCount() - $methods), [int] ([Runtime.JitInfo]::GetCompilationTime() - $compiling).TotalMilliseconds)
        }
        $null = Step 'nothing' { }

        """;

    public static async Task MeasureAsync(BenchPlan plan, Shell shell, TextWriter output)
    {
        var rows = Math.Min(plan.Rows, MostRows);
        await using var service = await EmulatorProcess.StartAsync(plan, "--recordings", rows.ToString(CultureInfo.InvariantCulture));
        await service.WarmUpAsync();
        var steps = $$"""
            Step 'Import-Module' { Import-Module '{{plan.Module}}' }
            Step 'Connect-Wellcloud -Token' { Connect-Wellcloud -BaseUri {{service.BaseUri}} -Token {{service.Token}} }
            Step 'the first ten recordings' { Get-WcRecording | Select-Object -First 10 > $null }
            Step 'again' { Get-WcRecording | Select-Object -First 10 > $null }
            Step '{{rows:N0}} recordings' { Get-WcRecording > $null }
            Step 'again' { Get-WcRecording > $null }
            """;
        var rest = $"Step 'Invoke-RestMethod, {rows:N0} rows' {{ {Workloads.Rest(service)} > $null }}";

        var runs = new List<string[][]>();
        for (var run = 0; run < 3 * plan.Runs; run++)
        {
            runs.Add(await RunAsync(shell, steps));
        }

        output.WriteLine("## Inside a fresh shell");
        output.WriteLine();
        output.WriteLine($"| {"",-52} | {"time",9} | {"methods",9} | compiling |");
        output.WriteLine($"|{new string('-', 54)}|{new string('-', 10)}:|{new string('-', 10)}:|{new string('-', 10)}:|");
        for (var step = 0; step < runs[0].Length; step++)
        {
            output.WriteLine($"| {runs[0][step][0],-52} | {Figure(1),6} ms | {Figure(2),9} | {Figure(3),6} ms |");

            int Figure(int column) => (int)Median.Of(runs.Select(run => double.Parse(run[step][column], CultureInfo.InvariantCulture)));
        }

        var peer = (await RunAsync(shell, rest))[0];
        output.WriteLine($"| {peer[0],-52} | {peer[1],6} ms | {peer[2],9} | {peer[3],6} ms |");
        output.WriteLine();
    }

    private static async Task<string[][]> RunAsync(Shell shell, string steps)
    {
        var measured = await Measurement.OfAsync(shell.Program, shell.Arguments(Measuring + steps));
        return measured.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToArray();
    }
}

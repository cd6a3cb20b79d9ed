using Wellcloud.Bench;

if (args is ["engine", ..])
{
    return await EngineRun.RunAsync(args[1..]);
}

if (args is ["bare", ..])
{
    return await BareLoop.RunAsync(args[1..]);
}

if (args is ["parse", ..])
{
    return await ParserRun.RunAsync(args[1..]);
}

// Ctrl+C ends the process at once.
return await CommandLine.For(MeasureAsync).Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });

static async Task MeasureAsync(BenchPlan plan)
{
    Console.WriteLine($"{plan.Rows:N0} rows, {plan.Files:N0} files of {plan.FileBytes / 1000} KB, medians of {plan.Runs} alternating runs, {Environment.ProcessorCount} cores.");
    Console.WriteLine();
    var shell = await Shell.FindAsync(plan);
    if (shell is not null && plan.Only is null or "starting")
    {
        await FreshShell.MeasureAsync(plan, shell, Console.Out);
    }

    foreach (var workload in Workloads.All(plan, shell, await Wire.FindAsync(plan)).Where(workload => plan.Only is null || workload.Kind == plan.Only))
    {
        await workload.RunAsync(plan, Console.Out);
    }

    Directory.Delete(plan.Scratch, recursive: true);
}

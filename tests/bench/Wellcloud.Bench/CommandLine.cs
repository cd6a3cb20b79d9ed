using System.CommandLine;

namespace Wellcloud.Bench;

/// <summary>The command line, whose options replace the defaults of a plan.</summary>
internal static class CommandLine
{
    private static readonly Option<bool> s_full = new("--full", "-Full") { Description = "A million rows, 5,000 files, five runs." };
    private static readonly Option<int?> s_rows = new("--rows") { Description = "Recordings to list.", HelpName = "N" };
    private static readonly Option<int?> s_files = new("--files") { Description = "Files to save.", HelpName = "N" };
    private static readonly Option<int?> s_runs = new("--runs") { Description = "Runs of each contender.", HelpName = "N" };
    private static readonly Option<string> s_only = new Option<string>("--only") { Description = "One kind of work only." }.AcceptOnlyFromAmong("starting", "listing", "saving", "far");
    private static readonly Option<string> s_module = new("--module") { Description = "The manifest of the module.", HelpName = "PATH" };
    private static readonly Option<string> s_emulator = new("--emulator") { Description = "The emulator's program.", HelpName = "PATH" };

    /// <param name="run">Runs a plan.</param>
    public static RootCommand For(Func<BenchPlan, Task> run)
    {
        var command = new RootCommand("This module beside its peers, in one run.") { s_full, s_rows, s_files, s_runs, s_only, s_module, s_emulator };
        command.SetAction((parsed, _) => run(Read(parsed)));
        return command;
    }

    private static BenchPlan Read(ParseResult parsed)
    {
        var plan = parsed.GetValue(s_full) ? new BenchPlan { Rows = 1_000_000, Files = 5_000, LargeFileBytes = 1_000_000_000, FarFiles = [1_000, 5_000], Runs = 5 } : new BenchPlan();
        return plan with
        {
            Rows = parsed.GetValue(s_rows) ?? plan.Rows,
            Files = parsed.GetValue(s_files) ?? plan.Files,
            Runs = parsed.GetValue(s_runs) ?? plan.Runs,
            Only = parsed.GetValue(s_only),
            Module = parsed.GetValue(s_module) ?? plan.Module,
            Emulator = parsed.GetValue(s_emulator) ?? plan.Emulator,
        };
    }
}

namespace Wellcloud.Bench;

/// <summary>What is measured, and how often.</summary>
internal sealed record BenchPlan
{
    public int Rows { get; init; } = 200_000;

    public int Files { get; init; } = 2_000;

    public int FileBytes { get; init; } = 100_000;

    public int Runs { get; init; } = 3;

    /// <summary>starting, listing or saving; null for all.</summary>
    public string? Only { get; init; }

    public string Module { get; init; } = Path.Combine(Root(), "out", "Wellcloud.Recordings", "Wellcloud.Recordings.psd1");

    public string Emulator { get; init; } = Path.Combine(Root(), "src", "Wellcloud.Emulator", "bin", "Release", "net10.0", "Wellcloud.Emulator.dll");

    public string EmptyModule { get; } = Path.Combine(Root(), "tests", "bench", "Wellcloud.EmptyModule", "bin", "Release", "net8.0", "Wellcloud.EmptyModule.dll");

    /// <summary>Where files are saved: on a disk, and without one where the system has such a place.</summary>
    public string Scratch { get; } = Directory.CreateTempSubdirectory("wellcloud-bench-").FullName;

    public string? MemoryScratch { get; } = Directory.Exists("/dev/shm") ? Path.Combine("/dev/shm", $"wellcloud-bench-{Environment.ProcessId}") : null;

    /// <summary>Reads a command line; null when it is not understood.</summary>
    public static BenchPlan? Parse(string[] arguments)
    {
        var plan = new BenchPlan();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--full" or "-Full")
            {
                plan = plan with { Rows = 1_000_000, Files = 5_000, Runs = 5 };
                continue;
            }

            if (i + 1 == arguments.Length)
            {
                return null;
            }

            var value = arguments[++i];
            BenchPlan? next = (arguments[i - 1], int.TryParse(value, out var number)) switch
            {
                ("--rows", true) => plan with { Rows = number },
                ("--files", true) => plan with { Files = number },
                ("--runs", true) => plan with { Runs = number },
                ("--only", _) => plan with { Only = value },
                ("--module", _) => plan with { Module = value },
                ("--emulator", _) => plan with { Emulator = value },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            plan = next;
        }

        return plan;
    }

    private static string Root() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", ".."));
}

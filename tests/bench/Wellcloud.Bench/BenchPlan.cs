namespace Wellcloud.Bench;

/// <summary>What is measured, and how often.</summary>
internal sealed record BenchPlan
{
    public int Rows { get; init; } = 200_000;

    public int Files { get; init; } = 2_000;

    public int FileBytes { get; init; } = 100_000;

    public int LargeFileBytes { get; init; } = 100_000_000;

    /// <summary>How many files are saved far away.</summary>
    public IReadOnlyList<int> FarFiles { get; init; } = [1_000];

    public int Runs { get; init; } = 3;

    /// <summary>The only kind of work to measure: starting, listing, saving or far; null for all.</summary>
    public string? Only { get; init; }

    public string Module { get; init; } = Path.Combine(Root(), "out", "Wellcloud.Recordings", "Wellcloud.Recordings.psd1");

    public string Emulator { get; init; } = Path.Combine(Root(), "src", "Wellcloud.Emulator", "bin", "Release", "net10.0", "Wellcloud.Emulator.dll");

    /// <summary>The network between the service and a program.</summary>
    public string Wire { get; } = Path.Combine(Root(), "tests", "Wellcloud.Wire", "bin", "Release", "net10.0", "Wellcloud.Wire.dll");

    public string EmptyModule { get; } = Path.Combine(Root(), "tests", "bench", "Wellcloud.EmptyModule", "bin", "Release", "net8.0", "Wellcloud.EmptyModule.dll");

    /// <summary>The folder on a disk where files are saved.</summary>
    public string Scratch { get; } = Directory.CreateTempSubdirectory("wellcloud-bench-").FullName;

    /// <summary>The folder in memory where files are saved; null when the system has none.</summary>
    public string? MemoryScratch { get; } = Directory.Exists("/dev/shm") ? Path.Combine("/dev/shm", $"wellcloud-bench-{Environment.ProcessId}") : null;

    private static string Root() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", ".."));
}

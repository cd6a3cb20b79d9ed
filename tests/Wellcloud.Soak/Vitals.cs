namespace Wellcloud.Soak;

/// <summary>The numbers that must not grow, measured between two rounds, when no transfer runs.</summary>
/// <param name="Heap">Bytes of managed memory that are in use.</param>
/// <param name="Resident">Bytes of the process in memory.</param>
/// <param name="Handles">Open files, sockets and the like, assemblies aside; null where the system does not tell.</param>
/// <param name="Timers">Timers that are armed.</param>
/// <param name="WorkItems">Work that waits for a thread.</param>
internal sealed record Vitals(long Heap, long Resident, int? Handles, long Timers, long WorkItems)
{
    public static Vitals Take()
    {
        // Collects twice: objects with a finalizer are freed only by the second collection.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new(
            GC.GetTotalMemory(forceFullCollection: true),
            Environment.WorkingSet,
            CountHandles(),
            Timer.ActiveCount,
            ThreadPool.PendingWorkItemCount);
    }

    private static int? CountHandles() => !Directory.Exists("/proc/self/fd") ? null
        : new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Count(static handle => handle.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == false);

    public override string ToString() =>
        $"heap {Heap / 1048576.0,6:0.0} MB   resident {Resident / 1048576.0,6:0.0} MB   handles {Handles?.ToString() ?? "?",4}   timers {Timers,3}   work items {WorkItems,3}";
}

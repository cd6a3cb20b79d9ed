namespace Wellcloud.Soak;

/// <summary>Compares memory and handles in the second and the last quarter of a run. The first quarter is for warming up.</summary>
internal static class Growth
{
    private const long Megabyte = 1 << 20;

    public static IEnumerable<string> Of(IReadOnlyList<Vitals> samples)
    {
        if (samples.Count < 4)
        {
            yield return $"only {samples.Count} rounds: too few to see anything grow";
            yield break;
        }

        var quarter = samples.Count / 4;
        var early = samples.Skip(quarter).Take(quarter).ToList();
        var late = samples.TakeLast(quarter).ToList();
        var heap = (Early: early.Max(static one => one.Heap), Late: late.Min(static one => one.Heap));
        if (heap.Late > heap.Early + (2 * Megabyte))
        {
            yield return $"the heap grew from {heap.Early} to {heap.Late} bytes";
        }

        var resident = (Early: early.Max(static one => one.Resident), Late: late.Min(static one => one.Resident));
        if (resident.Late > resident.Early + (32 * Megabyte))
        {
            yield return $"the process grew from {resident.Early} to {resident.Late} bytes";
        }

        var handles = (Early: early.Max(static one => one.Handles), Late: late.Min(static one => one.Handles));
        if (handles.Late > handles.Early + 8)
        {
            yield return $"the handles grew from {handles.Early} to {handles.Late}";
        }
    }
}

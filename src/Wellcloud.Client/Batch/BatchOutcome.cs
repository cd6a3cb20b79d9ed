namespace Wellcloud.Client.Batch;

/// <summary>A saved batch, and the entries that were not unpacked.</summary>
/// <param name="Batch">The file.</param>
/// <param name="Faults">A fault for each entry that was not unpacked.</param>
public sealed record BatchOutcome(SavedBatch Batch, IReadOnlyList<WellcloudException> Faults);

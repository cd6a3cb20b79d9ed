namespace Wellcloud.Client.Batch;

/// <summary>A batch that was saved, and what could not be unpacked of it.</summary>
/// <param name="Batch">The file.</param>
/// <param name="Faults">One for each entry that is not there now; the others are.</param>
public sealed record BatchOutcome(SavedBatch Batch, IReadOnlyList<WellcloudException> Faults);

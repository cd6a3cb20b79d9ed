namespace Wellcloud.Client.Archive;

/// <summary>The latest decision on a recording, and the position of its line.</summary>
/// <param name="Offset">The position of the line's first byte.</param>
/// <param name="Ticks">The time of the line.</param>
/// <param name="Length">The length of the line without its line feed.</param>
/// <param name="Ledger">The number of its ledger in the index.</param>
/// <param name="Status">The decision.</param>
internal readonly record struct LedgerEntry(long Offset, long Ticks, int Length, ushort Ledger, SaveStatus Status);

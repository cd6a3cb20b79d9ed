namespace Wellcloud.Client.Archive;

/// <summary>The latest decision on a recording, and where it is written down.</summary>
/// <param name="Offset">Where the line begins.</param>
/// <param name="Ticks">When it was written.</param>
/// <param name="Length">The length of the line without its end.</param>
/// <param name="Ledger">Which of the index's ledgers it is in.</param>
/// <param name="Status">What was decided.</param>
internal readonly record struct LedgerEntry(long Offset, long Ticks, int Length, ushort Ledger, SaveStatus Status);

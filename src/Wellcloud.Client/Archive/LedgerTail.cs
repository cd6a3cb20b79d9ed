namespace Wellcloud.Client.Archive;

/// <summary>Where a ledger ends, so that it can be gone on with.</summary>
/// <param name="End">The length of its whole lines in bytes.</param>
/// <param name="Sequence">The number of the next line.</param>
/// <param name="Head">The hash of the last line; null when there is none.</param>
/// <param name="UtcOffset">The offset that its last run had.</param>
/// <param name="IsTorn">Whether something that is no line comes behind the end.</param>
internal sealed record LedgerTail(long End, long Sequence, string? Head, TimeSpan? UtcOffset, bool IsTorn)
{
    /// <summary>A ledger without lines.</summary>
    public static LedgerTail None { get; } = new(0, 0, null, null, false);
}

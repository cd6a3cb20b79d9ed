namespace Wellcloud.Client.Archive;

/// <summary>The end of a ledger: what a run needs to append to it.</summary>
/// <param name="End">The length of the complete lines in bytes.</param>
/// <param name="Sequence">The number of the next line.</param>
/// <param name="Head">The hash of the last line; null when there is no line.</param>
/// <param name="UtcOffset">The offset in the last header.</param>
/// <param name="NameTemplate">The template in the last header that has one.</param>
/// <param name="IsTorn">Whether an incomplete line follows the complete lines.</param>
internal sealed record LedgerTail(long End, long Sequence, string? Head, TimeSpan? UtcOffset, string? NameTemplate, bool IsTorn)
{
    /// <summary>A ledger without lines.</summary>
    public static LedgerTail None { get; } = new(0, 0, null, null, null, false);
}

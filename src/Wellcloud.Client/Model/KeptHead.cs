namespace Wellcloud.Client;

/// <summary>Whether today's ledger continues the ledger that had a given head.</summary>
public sealed record KeptHead
{
    /// <summary>The head that was kept elsewhere, in lower-case hex.</summary>
    public string Head { get; init; } = "";

    /// <summary>Whether the line with this hash is still in a ledger, with every line before it unchanged.</summary>
    public bool IsContinued { get; init; }

    /// <summary>The full path of that ledger; null when no ledger continues the head.</summary>
    public string? Ledger { get; init; }

    /// <summary>The number of that line, from 1; null when no ledger continues the head, 0 for the head of a ledger without lines.</summary>
    public long? Line { get; init; }
}

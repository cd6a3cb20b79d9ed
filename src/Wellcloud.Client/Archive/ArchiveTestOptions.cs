namespace Wellcloud.Client.Archive;

/// <summary>What a test of an archive compares.</summary>
public sealed record ArchiveTestOptions
{
    /// <summary>Whether to compare only the sizes of files, not their content.</summary>
    public bool SizeOnly { get; init; }

    /// <summary>Selects the recordings whose files are compared; null for all. The chains of the ledgers are always checked from start to end.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>Heads kept elsewhere, as <see cref="LedgerHeadText.Split"/> returns them.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];
}

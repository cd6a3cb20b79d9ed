namespace Wellcloud.Client;

/// <summary>A catalogue page that was written.</summary>
public sealed record RecordingCatalog
{
    /// <summary>The full path of the page.</summary>
    public string Path { get; init; } = "";

    /// <summary>How many recordings the page lists.</summary>
    public int Recordings { get; init; }

    /// <summary>How many of them have audio, as the ledger says.</summary>
    public int Playable { get; init; }

    /// <summary>The size of the page.</summary>
    public long Bytes { get; init; }

    /// <summary>The size of the waveform files; 0 without waveforms.</summary>
    public long WaveformBytes { get; init; }

    /// <summary>The earliest start in the page; null when no recording has a readable one.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest start in the page; null when no recording has a readable one.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The head of the ledger that the page was made from; for several ledgers, all heads, separated by spaces, in the order of the ledgers' file names.</summary>
    public string LedgerHead { get; init; } = "";

    /// <summary>How long the export took.</summary>
    public TimeSpan Elapsed { get; init; }
}

namespace Wellcloud.Client.Catalog;

/// <summary>What a page knows besides its rows.</summary>
internal sealed record CatalogFacts
{
    /// <summary>The title; null for the page's own.</summary>
    public string? Title { get; init; }

    /// <summary>When the page was made, in the offset of its times.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>The id of the archive, under which the browser keeps marks.</summary>
    public string ArchiveId { get; init; } = "";

    /// <summary>The heads of the ledgers.</summary>
    public string LedgerHead { get; init; } = "";

    /// <summary>The latest start in seconds since 2000: the first row's.</summary>
    public int Newest { get; init; }

    /// <summary>Whether outside numbers are hidden.</summary>
    public bool IsMasked { get; init; }

    /// <summary>The archive as seen from the page: empty, or segments with a slash behind each.</summary>
    public string ArchiveAddress { get; init; } = "";

    /// <summary>The folder of the waveforms, below the archive; null without.</summary>
    public string? WaveformFolder { get; init; }
}

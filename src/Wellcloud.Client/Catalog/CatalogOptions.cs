namespace Wellcloud.Client.Catalog;

/// <summary>What goes into a catalogue page.</summary>
public sealed record CatalogOptions
{
    /// <summary>The folder of the archive.</summary>
    public string Archive { get; init; } = "";

    /// <summary>The page; null is <c>catalog.html</c> in the archive.</summary>
    public string? OutFile { get; init; }

    /// <summary>Which recordings; null for all.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>Recordings with one of these outcomes; null for all but removed ones.</summary>
    public IReadOnlyCollection<SaveStatus>? Status { get; init; }

    /// <summary>Whether to draw waveforms.</summary>
    public bool Waveform { get; init; }

    /// <summary>Whether to keep only the last four digits of outside numbers.</summary>
    public bool MaskNumber { get; init; }

    /// <summary>The title of the page; null for the page's own, in the reader's language.</summary>
    public string? Title { get; init; }

    /// <summary>Whether to replace a file that is not a catalogue page.</summary>
    public bool Force { get; init; }
}

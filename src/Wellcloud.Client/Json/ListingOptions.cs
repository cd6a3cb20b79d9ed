using System.Text;

namespace Wellcloud.Client.Json;

/// <summary>Options for reading a listing.</summary>
internal sealed record ListingOptions
{
    /// <summary>The offset of times sent without a zone, and of all times returned.</summary>
    public TimeSpan UtcOffset { get; init; } = WellcloudClientOptions.DefaultUtcOffset;

    /// <summary>Selects rows; null for all.</summary>
    public RecordingFilter? Filter { get; init; }

    /// <summary>Selects, by their ids, some of the rows that pass the filter; null for all.</summary>
    public IdCondition? IncludesId { get; init; }

    /// <summary>Receives the bytes before they are parsed: a buffer, the index of the first byte and their number; null if they are not needed.</summary>
    public Action<byte[], int, int>? Copy { get; init; }

    /// <summary>Whether each recording keeps the bytes of its row.</summary>
    public bool KeepSource { get; init; }

    /// <summary>The encoding that the response declares; null if there is none, or for UTF-8.</summary>
    public Encoding? Declared { get; init; }

    /// <summary>The pool for texts that repeat.</summary>
    public StringPool Pool { get; init; } = new();

    /// <summary>The target of errors: the address of the listing; null if it has none.</summary>
    public string? Target { get; init; }

    /// <summary>Creates the exception for an error sent instead of a listing, from its code and message.</summary>
    public Func<int?, string?, WellcloudException> ServiceFault { get; init; } = ListingFault.Refused;
}

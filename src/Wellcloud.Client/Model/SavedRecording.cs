namespace Wellcloud.Client;

/// <summary>The outcome of saving one recording, from a run or read back from an archive.</summary>
public sealed class SavedRecording
{
    /// <summary>The id of the recording.</summary>
    public string Id { get; init; } = "";

    /// <summary>The id of its call, where known.</summary>
    public string? CallId { get; init; }

    /// <summary>The full path of the file; null when there is none.</summary>
    public string? Path { get; init; }

    /// <summary>What became of it.</summary>
    public SaveStatus Status { get; init; }

    /// <summary>The size of the file in bytes; null when there is none.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the whole file in lower-case hex; null when nothing was fetched.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How often the service was asked for the audio; 0 when it was not asked.</summary>
    public int Attempts { get; init; }

    /// <summary>From the first request to the finished file.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The recording as it was listed or given.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Why there is no file; null otherwise.</summary>
    public string? Error { get; init; }
}

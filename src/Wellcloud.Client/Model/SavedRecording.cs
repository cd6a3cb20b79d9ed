namespace Wellcloud.Client;

/// <summary>The outcome of saving one recording, reported by a run or read from an archive.</summary>
public sealed class SavedRecording
{
    /// <summary>The id of the recording.</summary>
    public string Id { get; init; } = "";

    /// <summary>The id of its call; null when unknown.</summary>
    public string? CallId { get; init; }

    /// <summary>The full path of the file; null when there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The outcome.</summary>
    public SaveStatus Status { get; init; }

    /// <summary>The size of the file in bytes; null when there is none.</summary>
    public long? Bytes { get; init; }

    /// <summary>The SHA-256 of the file in lower-case hex; null when nothing was downloaded.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The number of requests for the audio; 0 when there was none.</summary>
    public int Attempts { get; init; }

    /// <summary>The time from the first request to the finished file.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The recording as listed by the service or given by the caller.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Why there is no file; null otherwise.</summary>
    public string? Error { get; init; }
}

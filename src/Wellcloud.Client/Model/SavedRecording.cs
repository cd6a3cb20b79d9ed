namespace Wellcloud.Client;

/// <summary>The outcome of saving one recording, reported by a run or read from an archive.</summary>
/// <remarks>It repeats the call's fields of <see cref="Recording"/>, so that results can be sorted, filtered and exported directly.</remarks>
public sealed class SavedRecording
{
    /// <summary>The id of the recording.</summary>
    public string Id { get; init; } = "";

    /// <summary>The id of its call; null when unknown.</summary>
    public string? CallId { get; init; }

    /// <summary>When the recording began, in the offset of the session.</summary>
    public DateTimeOffset? StartTime => Recording?.StartTime;

    /// <summary>When the recording ended, in the offset of the session.</summary>
    public DateTimeOffset? EndTime => Recording?.EndTime;

    /// <summary>The day of <see cref="StartTime"/>, as <c>yyyy-MM-dd</c>: for grouping.</summary>
    public string? Date => Recording?.Date;

    /// <summary>The length of the call in whole seconds, as the service counts it.</summary>
    public int? CallLength => Recording?.CallLength;

    /// <summary>The length of the call.</summary>
    public TimeSpan? Duration => Recording?.Duration;

    /// <summary>The direction of the call, in the service's word.</summary>
    public string? CallDirection => Recording?.CallDirection;

    /// <summary>The caller.</summary>
    public string? Ani => Recording?.Ani;

    /// <summary>The callee.</summary>
    public string? Dnis => Recording?.Dnis;

    /// <summary>The extension.</summary>
    public string? DeviceId => Recording?.DeviceId;

    /// <summary>The agent's id.</summary>
    public string? AgentId => Recording?.AgentId;

    /// <summary>The agent's name.</summary>
    public string? AgentName => Recording?.AgentName;

    /// <summary>The full path of the file; null when there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The outcome.</summary>
    public SaveStatus Status { get; init; }

    /// <summary>The size of the file in bytes; null when there is none.</summary>
    public long? Bytes { get; init; }

    /// <summary>The SHA-256 of the file in lower-case hex; null when nothing was downloaded.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The format of the audio as its bytes say, such as <c>mp3</c>; null when there is no file.</summary>
    public string? AudioFormat { get; init; }

    /// <summary>The length of the audio, measured in the audio itself; null when its format does not reveal it.</summary>
    public TimeSpan? AudioLength { get; init; }

    /// <summary>The number of requests for the audio; 0 when there was none.</summary>
    public int Attempts { get; init; }

    /// <summary>The time from the first request to the finished file.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The recording as listed by the service or given by the caller.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Why there is no file, or why it was removed; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>Returns whether the audio is much shorter than its call: less than half of it, and more than five seconds less.</summary>
    public bool HasShortAudio() =>
        AudioLength is { } audio && Recording?.CallLength is { } seconds && audio.TotalSeconds < seconds / 2.0 && audio.TotalSeconds < seconds - 5;
}

using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>What the decisions of earlier runs mean for a listed recording.</summary>
internal sealed record EarlierDecision
{
    /// <summary>There is no decision yet.</summary>
    public static EarlierDecision None { get; } = new();

    /// <summary>The recording was removed on purpose.</summary>
    public static EarlierDecision Removed { get; } = new() { Final = SaveStatus.Removed };

    /// <summary>The file is there.</summary>
    public static EarlierDecision Present { get; } = new() { Final = SaveStatus.Skipped };

    /// <summary>The earlier attempt failed.</summary>
    public static EarlierDecision Failed { get; } = new() { Again = AgainReason.Failed };

    /// <summary>The outcome that still counts; null when the recording has to be requested.</summary>
    public SaveStatus? Final { get; init; }

    /// <summary>Why the recording is requested again; null when there is no decision yet.</summary>
    public string? Again { get; init; }

    /// <summary>When the service was first found to have no file.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The full path of the recording's file, whose name it keeps; null when there is no file.</summary>
    public string? Path { get; init; }

    /// <summary>How the file was saved, when it is still unchanged; null otherwise. Only complete new audio may replace such a file.</summary>
    public KeptAudio? Kept { get; init; }
}

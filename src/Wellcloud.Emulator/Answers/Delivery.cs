namespace Wellcloud.Emulator.Answers;

/// <summary>How to send an answer that a correct server would not send: its framing, where it stops and how it ends.</summary>
internal sealed record Delivery
{
    public Framing Framing { get; init; }

    /// <summary>The announced length minus the real length.</summary>
    public long LengthError { get; init; }

    /// <summary>Whether anything is sent at all.</summary>
    public bool HasHead { get; init; } = true;

    /// <summary>How many bytes of the body to send; null for all.</summary>
    public long? StopAfter { get; init; }

    public Ending Ending { get; init; }

    /// <summary>Bytes of the body sent between two pauses; 0 for no pauses.</summary>
    public int StepBytes { get; init; }

    /// <summary>The pause after each step.</summary>
    public TimeSpan StepPause { get; init; }

    /// <summary>Called when sending stalls.</summary>
    public Action? Stalled { get; init; }
}

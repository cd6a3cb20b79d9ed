namespace Wellcloud.Emulator.Answers;

/// <summary>How an answer that no well-behaved server would give is sent: framing, where it stops, and how it ends.</summary>
internal sealed record Delivery
{
    public Framing Framing { get; init; }

    /// <summary>How far the announced length is from the body's.</summary>
    public long LengthError { get; init; }

    /// <summary>After how many bytes of the body to stop; null sends all. -1 stops before the first byte of the head.</summary>
    public long? StopAfter { get; init; }

    public Ending Ending { get; init; }

    /// <summary>Bytes of the body sent at once; 0 for no pauses.</summary>
    public int StepBytes { get; init; }

    /// <summary>The pause after each step.</summary>
    public TimeSpan StepPause { get; init; }

    /// <summary>Called when the sending has come to a stall.</summary>
    public Action? Stalled { get; init; }
}

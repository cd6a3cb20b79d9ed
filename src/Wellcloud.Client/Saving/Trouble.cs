namespace Wellcloud.Client.Saving;

/// <summary>The service's faults at one recording, as far as <see cref="ServiceHealth"/> has to remember them.</summary>
internal sealed class Trouble
{
    /// <summary>The faults in all.</summary>
    public int Faults { get; set; }

    /// <summary>The faults that may be the recording's own.</summary>
    public int Own { get; set; }

    /// <summary>When the last fault came; null before the first.</summary>
    public TimeSpan? LastFault { get; set; }

    /// <summary>The stretch without an answer in which this recording was counted.</summary>
    public int Stretch { get; set; } = -1;

    /// <summary>The refusals of all recordings, when the last fault came.</summary>
    public int Refusals { get; set; }
}

namespace Wellcloud.Client.Saving;

/// <summary>What <see cref="ServiceHealth"/> remembers of the service's faults at one recording.</summary>
internal sealed class Trouble
{
    /// <summary>The number of all faults.</summary>
    public int Faults { get; set; }

    /// <summary>The number of faults that may be the recording's own.</summary>
    public int Own { get; set; }

    /// <summary>When the last fault came; null before the first.</summary>
    public TimeSpan? LastFault { get; set; }

    /// <summary>The number of the period without an answer in which this recording was counted.</summary>
    public int Stretch { get; set; } = -1;

    /// <summary>The number of refusals of all recordings at the time of the last fault.</summary>
    public int Refusals { get; set; }
}

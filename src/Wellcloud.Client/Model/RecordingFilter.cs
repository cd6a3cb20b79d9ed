namespace Wellcloud.Client;

/// <summary>Which recordings are wanted. A null condition is none; all given ones have to hold.</summary>
public sealed class RecordingFilter
{
    /// <summary>On <see cref="Recording.Id"/>.</summary>
    public TextFilter? Id { get; init; }

    /// <summary>On <see cref="Recording.CallDirection"/>.</summary>
    public TextFilter? CallDirection { get; init; }

    /// <summary>On <see cref="Recording.State"/>.</summary>
    public TextFilter? State { get; init; }

    /// <summary>On <see cref="Recording.DeviceId"/>.</summary>
    public TextFilter? DeviceId { get; init; }

    /// <summary>On <see cref="Recording.AgentId"/>.</summary>
    public TextFilter? AgentId { get; init; }

    /// <summary>On <see cref="Recording.AgentName"/>.</summary>
    public TextFilter? AgentName { get; init; }

    /// <summary>On <see cref="Recording.Ani"/>.</summary>
    public TextFilter? Ani { get; init; }

    /// <summary>On <see cref="Recording.Dnis"/>.</summary>
    public TextFilter? Dnis { get; init; }

    /// <summary>The earliest start, inclusive. A recording without a readable start never matches.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The end of the range of starts, exclusive. A recording without a readable start never matches.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The least <see cref="Recording.CallLength"/> in seconds. A recording without one never matches.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>The greatest <see cref="Recording.CallLength"/> in seconds. A recording without one never matches.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Whether a recording satisfies every condition.</summary>
    public bool Matches(Recording recording) =>
        (Id is null || Id.Matches(recording.Id))
        && (CallDirection is null || CallDirection.Matches(recording.CallDirection))
        && (State is null || State.Matches(recording.State))
        && (DeviceId is null || DeviceId.Matches(recording.DeviceId))
        && (AgentId is null || AgentId.Matches(recording.AgentId))
        && (AgentName is null || AgentName.Matches(recording.AgentName))
        && (Ani is null || Ani.Matches(recording.Ani))
        && (Dnis is null || Dnis.Matches(recording.Dnis))
        && (After is null || recording.StartTime >= After)
        && (Before is null || recording.StartTime < Before)
        && (MinimumLength is null || recording.CallLength >= MinimumLength)
        && (MaximumLength is null || recording.CallLength <= MaximumLength);
}

namespace Wellcloud.Client;

/// <summary>Selects recordings. A recording has to satisfy every condition that is not null.</summary>
public sealed class RecordingFilter
{
    /// <summary>A condition on <see cref="Recording.Id"/>.</summary>
    public TextFilter? Id { get; init; }

    /// <summary>A condition on <see cref="Recording.CallDirection"/>.</summary>
    public TextFilter? CallDirection { get; init; }

    /// <summary>A condition on <see cref="Recording.State"/>.</summary>
    public TextFilter? State { get; init; }

    /// <summary>A condition on <see cref="Recording.DeviceId"/>.</summary>
    public TextFilter? DeviceId { get; init; }

    /// <summary>A condition on <see cref="Recording.AgentId"/>.</summary>
    public TextFilter? AgentId { get; init; }

    /// <summary>A condition on <see cref="Recording.AgentName"/>.</summary>
    public TextFilter? AgentName { get; init; }

    /// <summary>A condition on <see cref="Recording.Ani"/>.</summary>
    public TextFilter? Ani { get; init; }

    /// <summary>A condition on <see cref="Recording.Dnis"/>.</summary>
    public TextFilter? Dnis { get; init; }

    /// <summary>The earliest start, inclusive. A recording without a readable start never matches.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The end of the range of starts, exclusive. A recording without a readable start never matches.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The minimum <see cref="Recording.CallLength"/> in seconds, inclusive. A recording without a length never matches.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>The maximum <see cref="Recording.CallLength"/> in seconds, inclusive. A recording without a length never matches.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Remembers when the calls start until one is in the range; null where nobody asks for that.</summary>
    public TimeMisses? TimeMisses { get; init; }

    /// <summary>Whether there is no condition: every recording matches.</summary>
    public bool IsEmpty => !HasTimes && !HasLengths && FilterField.All.All(text => text.ConditionIn(this) is null);

    /// <summary>Whether the start of a recording matters.</summary>
    internal bool HasTimes => After is not null || Before is not null;

    /// <summary>Whether the length of a call matters.</summary>
    internal bool HasLengths => MinimumLength is not null || MaximumLength is not null;

    /// <summary>Whether a recording satisfies every condition.</summary>
    public bool Matches(Recording recording)
    {
        foreach (var field in FilterField.All)
        {
            if (field.ConditionIn(this)?.Matches(field.ValueOf(recording), field.HasDomain) == false)
            {
                return false;
            }
        }

        return MatchesTimes(recording.StartTime) && MatchesLengths(recording.CallLength);
    }

    /// <summary>Whether a start lies in the range.</summary>
    internal bool MatchesTimes(DateTimeOffset? start)
    {
        var isMatch = (After is null || start >= After) && (Before is null || start < Before);
        TimeMisses?.Remember(start, isMatch);
        return isMatch;
    }

    /// <summary>Whether a length lies in the range.</summary>
    internal bool MatchesLengths(int? seconds) =>
        (MinimumLength is null || seconds >= MinimumLength) && (MaximumLength is null || seconds <= MaximumLength);
}

using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Completion;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command that picks recordings: the filters are the same wherever recordings come from.</summary>
public abstract class FilterCommand : WellcloudCommand
{
    /// <summary>Recording ids.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[]? Id { get; set; }

    /// <summary>Directions of the call.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectionCompleter))]
    public string[]? CallDirection { get; set; }

    /// <summary>Success or Fail.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Extensions.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeviceIdCompleter))]
    public string[]? DeviceId { get; set; }

    /// <summary>Agents, by id.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public string[]? AgentId { get; set; }

    /// <summary>Agents, by name.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentNameCompleter))]
    public string[]? AgentName { get; set; }

    /// <summary>Callers.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Ani { get; set; }

    /// <summary>Callees.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Dnis { get; set; }

    /// <summary>The earliest start, inclusive.</summary>
    [Parameter]
    [ValidateNotNull]
    [ServiceTimeTransformation]
    public ServiceTime? After { get; set; }

    /// <summary>The end of the range of starts, exclusive.</summary>
    [Parameter]
    [ValidateNotNull]
    [ServiceTimeTransformation]
    public ServiceTime? Before { get; set; }

    /// <summary>The least length of the call in seconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MinimumLength { get; set; }

    /// <summary>The greatest length of the call in seconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumLength { get; set; }

    /// <summary>The filter as the engine knows it.</summary>
    /// <param name="offset">The zone of times that came without one.</param>
    internal RecordingFilter ToFilter(TimeSpan offset)
    {
        WarnOfUnknown(CallDirection, DirectionCompleter.Known);
        WarnOfUnknown(State, StateCompleter.Known);
        var (after, before) = (After?.In(offset), Before?.In(offset));
        if (after >= before)
        {
            WriteWarning(string.Format(Messages.EmptyTime, after, before));
        }

        if (MinimumLength > MaximumLength)
        {
            WriteWarning(string.Format(Messages.EmptyLength, MinimumLength, MaximumLength));
        }

        return new()
        {
            Id = Id.ToFilter(),
            CallDirection = CallDirection.ToFilter(),
            State = State.ToFilter(),
            DeviceId = DeviceId.ToFilter(),
            AgentId = AgentId.ToFilter(),
            AgentName = AgentName.ToFilter(),
            Ani = Ani.ToFilter(),
            Dnis = Dnis.ToFilter(),
            After = after,
            Before = before,
            MinimumLength = MinimumLength,
            MaximumLength = MaximumLength,
        };
    }

    /// <summary>Reports ids that were asked for by name and are not there.</summary>
    internal void WriteNotFound(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            WriteError(ErrorRecords.Make(new(WellcloudError.RecordingNotFound, string.Format(Messages.NotInListing, id)) { Target = id }));
        }
    }

    private void WarnOfUnknown(string[]? values, IReadOnlyList<string> known)
    {
        foreach (var value in values ?? [])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(value) && !known.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                WriteWarning(string.Format(Messages.UnknownValue, value, string.Join(", ", known)));
            }
        }
    }
}

using System.Collections;
using Wellcloud.Client;
using Wellcloud.Recordings.Parameters;

namespace Wellcloud.Recordings.Sessions;

/// <summary>The values that a session's listings have contained so far, for completion.</summary>
internal sealed class SeenValues
{
    /// <summary>How many rows of a listing are remembered. They contain most extensions and agents.</summary>
    public const int MaximumRows = 20_000;

    private const int MaximumValues = 5_000;

    private readonly object _gate = new();
    private readonly HashSet<string> _deviceIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _agentIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _agentNames = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> DeviceIds => Snapshot(_deviceIds);

    public IReadOnlyList<string> AgentIds => Snapshot(_agentIds);

    public IReadOnlyList<string> AgentNames => Snapshot(_agentNames);

    /// <summary>Returns the values of the session that a command line would use, or null without a session.</summary>
    public static SeenValues? Of(IDictionary boundParameters)
    {
        var given = boundParameters["Session"].Unwrap() as WellcloudSession;
        return (given ?? SessionStore.Default)?.Seen;
    }

    public void Add(Recording recording)
    {
        lock (_gate)
        {
            Add(_deviceIds, recording.DeviceId);
            Add(_agentIds, recording.AgentId);
            Add(_agentNames, recording.AgentName);
        }
    }

    private static void Add(HashSet<string> values, string? value)
    {
        if (value is not null && values.Count < MaximumValues)
        {
            values.Add(value);
        }
    }

    private IReadOnlyList<string> Snapshot(HashSet<string> values)
    {
        lock (_gate)
        {
            return values.ToList();
        }
    }
}

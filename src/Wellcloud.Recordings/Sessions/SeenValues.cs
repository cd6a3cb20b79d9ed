using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Sessions;

/// <summary>What a session's listings have shown so far, for completion.</summary>
internal sealed class SeenValues
{
    /// <summary>Of longer listings only the beginning is looked at: it has most extensions and agents already.</summary>
    public const int MostRows = 20_000;

    private const int MostValues = 5_000;

    private readonly object _gate = new();
    private readonly HashSet<string> _deviceIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _agentIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _agentNames = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> DeviceIds => Snapshot(_deviceIds);

    public IReadOnlyList<string> AgentIds => Snapshot(_agentIds);

    public IReadOnlyList<string> AgentNames => Snapshot(_agentNames);

    /// <summary>What the session of a half-typed command line has seen; null when there is no session.</summary>
    public static SeenValues? Of(IDictionary boundParameters)
    {
        var given = boundParameters["Session"];
        var session = (given is PSObject wrapped ? wrapped.BaseObject : given) as WellcloudSession;
        return (session ?? SessionStore.Default)?.Seen;
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
        if (value is not null && values.Count < MostValues)
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

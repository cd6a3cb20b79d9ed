using System.Collections;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Completion;

/// <summary>Agents' names that this session's listings have shown.</summary>
public sealed class AgentNameCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => SeenValues.Of(boundParameters)?.AgentNames ?? [];
}

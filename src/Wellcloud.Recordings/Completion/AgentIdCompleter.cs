using System.Collections;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Completion;

/// <summary>Agent ids that this session's listings have shown.</summary>
public sealed class AgentIdCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => SeenValues.Of(boundParameters)?.AgentIds ?? [];
}

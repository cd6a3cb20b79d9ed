using System.Collections;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes agent ids that the session's listings contained.</summary>
public sealed class AgentIdCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => SeenValues.Of(boundParameters)?.AgentIds ?? [];
}

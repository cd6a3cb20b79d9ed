using System.Collections;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Completion;

/// <summary>Extensions that this session's listings have shown.</summary>
public sealed class DeviceIdCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => SeenValues.Of(boundParameters)?.DeviceIds ?? [];
}

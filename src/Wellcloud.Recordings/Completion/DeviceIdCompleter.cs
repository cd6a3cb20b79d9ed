using System.Collections;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes extensions that the session's listings contained.</summary>
public sealed class DeviceIdCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => SeenValues.Of(boundParameters)?.DeviceIds ?? [];
}

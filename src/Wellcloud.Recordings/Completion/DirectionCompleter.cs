using System.Collections;

namespace Wellcloud.Recordings.Completion;

/// <summary>The directions of a call that the vendor's page names.</summary>
public sealed class DirectionCompleter : WordCompleter
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> Known { get; } = ["Inbound", "Outbound", "Internal", "Offhook", "PreOccupied", "PreDictive"];

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => Known;
}

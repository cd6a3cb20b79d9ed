using System.Collections;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes the call directions that the vendor documents.</summary>
public sealed class DirectionCompleter : WordCompleter
{
    /// <summary>The documented values.</summary>
    internal static string[] Known { get; } = ["Inbound", "Outbound", "Internal", "Offhook", "PreOccupied", "PreDictive"];

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => Known;
}

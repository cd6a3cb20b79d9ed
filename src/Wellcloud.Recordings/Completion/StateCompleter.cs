using System.Collections;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes the recording states that the vendor documents.</summary>
public sealed class StateCompleter : WordCompleter
{
    /// <summary>The documented values.</summary>
    internal static string[] Known { get; } = ["Success", "Fail"];

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => Known;
}

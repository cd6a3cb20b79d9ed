using System.Collections;

namespace Wellcloud.Recordings.Completion;

/// <summary>The states of a recording that the vendor's page names.</summary>
public sealed class StateCompleter : WordCompleter
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> Known { get; } = ["Success", "Fail"];

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters) => Known;
}

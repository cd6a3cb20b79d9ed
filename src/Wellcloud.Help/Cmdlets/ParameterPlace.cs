namespace Wellcloud.Help.Cmdlets;

/// <summary>How a parameter takes part in a set.</summary>
/// <param name="Set">The set; null for all of them.</param>
/// <param name="IsMandatory">Whether the set cannot do without it.</param>
/// <param name="Position">Its position; null when it must be named.</param>
/// <param name="ByValue">Whether it takes the object in the pipeline.</param>
/// <param name="ByPropertyName">Whether it takes the property of its name.</param>
internal sealed record ParameterPlace(string? Set, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>What it takes from the pipeline, as help says it.</summary>
    public string Pipeline => (ByValue, ByPropertyName) switch
    {
        (true, true) => "true (ByPropertyName, ByValue)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}

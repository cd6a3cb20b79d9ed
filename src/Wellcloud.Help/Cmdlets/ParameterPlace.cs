namespace Wellcloud.Help.Cmdlets;

/// <summary>The place of a parameter in a parameter set.</summary>
/// <param name="Set">The set, or null for all sets.</param>
/// <param name="IsMandatory">Whether the parameter is mandatory.</param>
/// <param name="Position">The position, or null if the parameter must be named.</param>
/// <param name="ByValue">Whether the parameter takes pipeline objects.</param>
/// <param name="ByPropertyName">Whether the parameter takes the property with its name from pipeline objects.</param>
internal sealed record ParameterPlace(string? Set, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>The pipeline input, as Get-Help writes it.</summary>
    public string Pipeline => (ByValue, ByPropertyName) switch
    {
        (true, true) => "true (ByPropertyName, ByValue)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}

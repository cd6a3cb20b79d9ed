namespace Wellcloud.Help.Cmdlets;

/// <summary>A parameter as its attributes describe it.</summary>
internal sealed record Parameter(string Name, ParameterType Type, IReadOnlyList<string> Aliases, bool TakesWildcards, IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>Whether it has no value.</summary>
    public bool IsSwitch => Type.Name == "switch";

    /// <summary>Whether the shell added it, because the cmdlet asks before it acts.</summary>
    public bool IsShouldProcess { get; init; }

    /// <summary>Where it stands in a set; null when it is not part of it.</summary>
    public ParameterPlace? PlaceIn(string? set) => Places.FirstOrDefault(place => place.Set is null || place.Set == set);
}

namespace Wellcloud.Help.Cmdlets;

/// <summary>A parameter, as its attributes describe it.</summary>
internal sealed record Parameter(string Name, ParameterType Type, IReadOnlyList<string> Aliases, bool TakesWildcards, IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>Whether the parameter is a switch.</summary>
    public bool IsSwitch => Type.Name == "switch";

    /// <summary>Whether PowerShell adds the parameter: -WhatIf or -Confirm.</summary>
    public bool IsShouldProcess { get; init; }

    /// <summary>Returns the parameter's place in a set, or null if the set does not contain it.</summary>
    public ParameterPlace? PlaceIn(string? set) => Places.FirstOrDefault(place => place.Set is null || place.Set == set);
}

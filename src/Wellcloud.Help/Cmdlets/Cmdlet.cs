namespace Wellcloud.Help.Cmdlets;

/// <summary>A cmdlet, as its attributes describe it.</summary>
/// <param name="Name">The verb and the noun.</param>
/// <param name="DefaultSet">The default parameter set, or null.</param>
/// <param name="Outputs">The short names of the output types, or only <c>None</c>.</param>
/// <param name="Parameters">The parameters, including inherited ones, without PowerShell's common parameters.</param>
internal sealed record Cmdlet(string Name, string? DefaultSet, IReadOnlyList<string> Outputs, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The heading of an input or output section without types.</summary>
    public const string NoType = "None";

    /// <summary>The names of the parameter sets, the default set first. A single null if the cmdlet has no named sets.</summary>
    public IReadOnlyList<string?> Sets =>
    [
        .. Parameters.SelectMany(static parameter => parameter.Places).Select(static place => place.Set).Where(static set => set is not null)
            .Distinct().OrderByDescending(set => set == DefaultSet).DefaultIfEmpty(null),
    ];

    /// <summary>Returns the parameters of a set in the order of a syntax line: positional, mandatory, with values, switches.</summary>
    public IEnumerable<(Parameter Parameter, ParameterPlace Place)> InSet(string? set) =>
        from parameter in Parameters
        let place = parameter.PlaceIn(set)
        where place is not null
        orderby place.Position ?? int.MaxValue, !place.IsMandatory, parameter.IsSwitch, parameter.IsShouldProcess
        select (parameter, place);
}

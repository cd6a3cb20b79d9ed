namespace Wellcloud.Help.Cmdlets;

/// <summary>A cmdlet as its attributes describe it.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="DefaultSet">The set that is taken when the arguments decide nothing; null when it names none.</param>
/// <param name="Outputs">The short names of its output types; <c>None</c> alone when it gives nothing out.</param>
/// <param name="Parameters">Its parameters, inherited ones included, common ones not.</param>
internal sealed record Cmdlet(string Name, string? DefaultSet, IReadOnlyList<string> Outputs, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>What a section says in place of a type when there is none.</summary>
    public const string NoType = "None";

    /// <summary>The names of its parameter sets, the default one first; one null when it has no named ones.</summary>
    public IReadOnlyList<string?> Sets =>
    [
        .. Parameters.SelectMany(static parameter => parameter.Places).Select(static place => place.Set).Where(static set => set is not null)
            .Distinct().OrderByDescending(set => set == DefaultSet).DefaultIfEmpty(null),
    ];

    /// <summary>The parameters of a set in the order of a syntax line: by position, then mandatory ones, then values, then switches.</summary>
    public IEnumerable<(Parameter Parameter, ParameterPlace Place)> InSet(string? set) =>
        from parameter in Parameters
        let place = parameter.PlaceIn(set)
        where place is not null
        orderby place.Position ?? int.MaxValue, !place.IsMandatory, parameter.IsSwitch, parameter.IsShouldProcess
        select (parameter, place);
}

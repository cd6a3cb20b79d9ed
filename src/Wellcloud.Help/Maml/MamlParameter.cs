using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Pages;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>A parameter in the help format.</summary>
internal static class MamlParameter
{
    /// <summary>A parameter of a syntax line: its text stands with the parameters.</summary>
    public static XElement InSyntax(Parameter parameter, ParameterPlace place) => new(
        CommandSpace + "parameter",
        Facts(parameter, [place]),
        new XElement(MamlSpace + "name", parameter.Name),
        parameter.Type.Values.Count > 0 ? Values(parameter) : null,
        Value(parameter));

    /// <summary>A parameter with its text.</summary>
    public static XElement WithText(Parameter parameter, Entry entry, MamlText text) => new(
        CommandSpace + "parameter",
        Facts(parameter, parameter.Places),
        new XElement(MamlSpace + "name", parameter.Name),
        text.Description(entry.Text),
        Value(parameter),
        new XElement(DevSpace + "type", new XElement(MamlSpace + "name", parameter.Type.FullName), new XElement(MamlSpace + "uri")),
        new XElement(DevSpace + "defaultValue", entry.Default ?? (parameter.IsSwitch ? "False" : "None")));

    private static IEnumerable<XAttribute> Facts(Parameter parameter, IReadOnlyList<ParameterPlace> places) =>
    [
        new("required", places.All(static place => place.IsMandatory)),
        new("variableLength", parameter.Type.Name.EndsWith(']')),
        new("globbing", parameter.TakesWildcards),
        new("pipelineInput", places[0].Pipeline),
        new("position", places[0].Position?.ToString() ?? "named"),
        new("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
    ];

    private static XElement Values(Parameter parameter) => new(
        CommandSpace + "parameterValueGroup",
        parameter.Type.Values.Select(static value => new XElement(CommandSpace + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value)));

    /// <summary>The type of the value; a switch has none, or a syntax line would show one.</summary>
    private static XElement? Value(Parameter parameter) => parameter.IsSwitch
        ? null
        : new(CommandSpace + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", parameter.Type.Name.EndsWith(']')), parameter.Type.Name);
}

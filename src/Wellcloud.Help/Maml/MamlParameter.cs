using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Pages;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>Builds the help of a parameter.</summary>
internal static class MamlParameter
{
    /// <summary>Builds a parameter of a syntax line, without text.</summary>
    public static XElement InSyntax(Parameter parameter, ParameterPlace place) => new(
        CommandSpace + "parameter",
        Facts(parameter, [place]),
        new XElement(MamlSpace + "name", parameter.Name),
        parameter.Type.Values.Count > 0 ? Values(parameter) : null,
        Value(parameter));

    /// <summary>Builds a parameter with its text.</summary>
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

    /// <summary>Builds the type of the value. A switch has no value, or the syntax line would show one.</summary>
    private static XElement? Value(Parameter parameter) => parameter.IsSwitch
        ? null
        : new(CommandSpace + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", parameter.Type.Name.EndsWith(']')), parameter.Type.Name);
}

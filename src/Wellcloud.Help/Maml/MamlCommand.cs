using System.Globalization;
using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Pages;
using Wellcloud.Help.Text;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>Builds the help of a cmdlet: syntax and types from its attributes, text from its page.</summary>
internal sealed class MamlCommand(Manual manual, Cmdlet cmdlet, Page page)
{
    private const int TitleWidth = 72;

    private readonly MamlText _text = new(manual.Language.Width);

    /// <summary>Returns the element that Get-Help reads.</summary>
    public XElement Build() => new(
        CommandSpace + "command",
        Details(),
        _text.Description(page.Description),
        new XElement(CommandSpace + "syntax", cmdlet.Sets.Select(SyntaxOf)),
        new XElement(CommandSpace + "parameters", cmdlet.Parameters.OrderBy(static parameter => parameter.IsShouldProcess).ThenBy(static parameter => parameter.Name)
            .Select(parameter => MamlParameter.WithText(parameter, manual.TextOf(page, parameter.Name)!, _text))),
        new XElement(CommandSpace + "inputTypes", page.Inputs.Select(entry => Typed("inputType", entry))),
        new XElement(CommandSpace + "returnValues", page.Outputs.Select(entry => Typed("returnValue", entry))),
        new XElement(MamlSpace + "alertSet", new XElement(MamlSpace + "alert", _text.Paragraphs(page.Notes))),
        new XElement(CommandSpace + "examples", page.Examples.Select(ExampleOf)),
        new XElement(CommandSpace + "relatedLinks", page.Links.Select(LinkOf)));

    private XElement Details() => new(
        CommandSpace + "details",
        new XElement(CommandSpace + "name", cmdlet.Name),
        new XElement(CommandSpace + "verb", cmdlet.Name.Split('-')[0]),
        new XElement(CommandSpace + "noun", cmdlet.Name.Split('-')[1]),
        new XElement(MamlSpace + "description", new XElement(MamlSpace + "para", page.Synopsis)));

    private XElement SyntaxOf(string? set) => new(
        CommandSpace + "syntaxItem",
        new XElement(MamlSpace + "name", cmdlet.Name),
        cmdlet.InSet(set).Select(static pair => MamlParameter.InSyntax(pair.Parameter, pair.Place)));

    private XElement Typed(string name, Entry entry) => new(
        CommandSpace + name,
        new XElement(DevSpace + "type", new XElement(MamlSpace + "name", entry.Name)),
        _text.Description(entry.Text));

    private XElement ExampleOf(Example example, int index) => new(
        CommandSpace + "example",
        new XElement(MamlSpace + "title", WithDashes(string.Format(CultureInfo.InvariantCulture, manual.Language.ExampleTitle, index + 1, example.Title))),
        new XElement(DevSpace + "code", example.Code),
        new XElement(DevSpace + "remarks", _text.Paragraphs(example.Remarks), new XElement(MamlSpace + "para")));

    /// <summary>Surrounds a title with dashes, because Get-Help does not highlight titles.</summary>
    private static string WithDashes(string title)
    {
        var dashes = new string('-', Math.Max(3, (TitleWidth - Columns.Of(title) - 2) / 2));
        return $"{dashes} {title} {dashes}";
    }

    private static XElement LinkOf(Link link) => new(
        MamlSpace + "navigationLink",
        new XElement(MamlSpace + "linkText", link.Text),
        new XElement(MamlSpace + "uri", link.Address));
}

using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Maml;

/// <summary>The names of the help format, and text in it.</summary>
internal static class MamlText
{
    public static readonly XNamespace MamlSpace = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace CommandSpace = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace DevSpace = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>A description made of blocks, a paragraph each.</summary>
    public static XElement Description(IEnumerable<TextBlock> text) => new(MamlSpace + "description", Paragraphs(text));

    /// <summary>Blocks as paragraphs. The shell wraps them to its own width.</summary>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<TextBlock> text) => text.Select(static block => new XElement(MamlSpace + "para", Line(block)));

    private static string Line(TextBlock block) => block.Kind switch
    {
        TextKind.Item => $"{block.Marker} {block.Text}",
        TextKind.Code => "    " + block.Text.Replace("\n", "\n    "),
        _ => block.Text,
    };
}

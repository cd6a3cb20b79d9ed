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

    /// <summary>Blocks as paragraphs, a list as one. The shell wraps them to its own width.</summary>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<TextBlock> text)
    {
        var items = new List<string>();
        foreach (var block in text)
        {
            if (block.Kind is TextKind.Item)
            {
                items.Add($"{block.Marker} {block.Text}");
                continue;
            }

            if (items.Count > 0)
            {
                yield return Paragraph(items);
                items.Clear();
            }

            yield return Paragraph(block.Kind is TextKind.Code ? block.Text.Split('\n').Select(static line => "    " + line) : [block.Text]);
        }

        if (items.Count > 0)
        {
            yield return Paragraph(items);
        }
    }

    private static XElement Paragraph(IEnumerable<string> lines) => new(MamlSpace + "para", string.Join("\n", lines));
}

using System.Xml.Linq;
using Wellcloud.Help.Text;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>Builds the text of the help.</summary>
/// <param name="width">The column at which lines break. Null lets PowerShell break lines at the window's width.</param>
internal sealed class MamlText(int? width)
{
    /// <summary>Builds a description from blocks.</summary>
    public XElement Description(IEnumerable<TextBlock> text) => new(MamlSpace + "description", Paragraphs(text));

    /// <summary>Builds a paragraph for each block, and one for each list.</summary>
    public IEnumerable<XElement> Paragraphs(IEnumerable<TextBlock> text)
    {
        var list = new List<string>();
        foreach (var block in text)
        {
            if (list.Count > 0 && block.Kind is not TextKind.Item)
            {
                yield return Paragraph(list);
                list = [];
            }

            if (block.Kind is TextKind.Item)
            {
                list.AddRange(Lines(block));
            }
            else
            {
                yield return Paragraph(Lines(block));
            }
        }

        if (list.Count > 0)
        {
            yield return Paragraph(list);
        }
    }

    private static XElement Paragraph(IEnumerable<string> lines) => new(MamlSpace + "para", string.Join("\n", lines));

    private IEnumerable<string> Lines(TextBlock block) => block.Kind is TextKind.Code
        ? block.Text.Split('\n').Select(static line => "    " + line)
        : block.Lines(width ?? int.MaxValue);
}

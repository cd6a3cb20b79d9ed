using System.Xml.Linq;
using Wellcloud.Help.Text;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>Text in the help format.</summary>
/// <param name="width">Where lines are broken; null leaves it to the shell, which knows how wide it is.</param>
internal sealed class MamlText(int? width)
{
    /// <summary>A description made of blocks.</summary>
    public XElement Description(IEnumerable<TextBlock> text) => new(MamlSpace + "description", Paragraphs(text));

    /// <summary>Blocks as paragraphs, a list as one.</summary>
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

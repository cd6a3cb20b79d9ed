using Markdig.Syntax;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>A heading and the blocks below it, up to the next heading of the same level.</summary>
internal sealed record Section(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The blocks before the first heading of a lower level.</summary>
    public IReadOnlyList<Block> Head => [.. Blocks.TakeWhile(static block => block is not HeadingBlock)];

    /// <summary>Splits blocks at the headings of a level.</summary>
    public static IReadOnlyList<Section> Divide(IEnumerable<Block> blocks, int level)
    {
        var sections = new List<Section>();
        var current = new List<Block>();
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                sections.Add(new(PlainText.Of(heading.Inline), current = []));
            }
            else
            {
                current.Add(block);
            }
        }

        return sections;
    }
}

using Markdig.Syntax;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>A heading and what stands under it, up to the next heading of its level or above.</summary>
internal sealed record Section(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The text before the first heading below.</summary>
    public IReadOnlyList<Block> Head => [.. Blocks.TakeWhile(static block => block is not HeadingBlock)];

    /// <summary>Divides blocks by the headings of a level.</summary>
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

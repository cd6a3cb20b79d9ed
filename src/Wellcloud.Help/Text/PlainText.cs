using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Wellcloud.Help.Pages;

namespace Wellcloud.Help.Text;

/// <summary>Converts markdown to plain text. Throws for blocks that help cannot show.</summary>
internal static class PlainText
{
    /// <summary>Returns the text of blocks.</summary>
    /// <exception cref="PageException">A block is not a paragraph, a flat list or code.</exception>
    public static IEnumerable<TextBlock> Of(IEnumerable<Block> blocks) => blocks.SelectMany(Of);

    /// <summary>Returns the text of a line, without formatting.</summary>
    public static string Of(Inline? inline) => inline switch
    {
        null => "",
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LineBreakInline => "\n",
        ContainerInline several => Join(several),
        _ => throw new PageException($"line {inline.Line + 1}: help cannot show this"),
    };

    /// <summary>Returns the text of a code block.</summary>
    public static string Code(LeafBlock block) => string.Join("\n", block.Lines.Lines.Take(block.Lines.Count).Select(static line => line.ToString()));

    private static IEnumerable<TextBlock> Of(Block block) => block switch
    {
        ParagraphBlock paragraph => [new(TextKind.Paragraph, Of(paragraph.Inline))],
        CodeBlock code => [new(TextKind.Code, Code(code))],
        ListBlock list => list.Cast<ListItemBlock>().Select(item => Item(list, item)),
        _ => throw new PageException($"line {block.Line + 1}: help can show only paragraphs, flat lists and code"),
    };

    private static TextBlock Item(ListBlock list, ListItemBlock item) => item is [ParagraphBlock paragraph]
        ? new(TextKind.Item, Of(paragraph.Inline), list.IsOrdered ? $"{item.Order}." : "-")
        : throw new PageException($"line {item.Line + 1}: a list item must be one paragraph");

    /// <summary>Joins lines with a space, or without one between two Chinese characters.</summary>
    private static string Join(ContainerInline inlines)
    {
        var lines = string.Concat(inlines.Select(Of)).Split('\n');
        return lines.Skip(1).Aggregate(new StringBuilder(lines[0]), Append).ToString();
    }

    private static StringBuilder Append(StringBuilder text, string line)
    {
        var touching = text.Length > 0 && line.Length > 0 && Columns.IsWide(text[^1]) && Columns.IsWide(line[0]);
        return (touching ? text : text.Append(' ')).Append(line);
    }
}

using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>Reads pages: a name, a synopsis, and sections under fixed headings.</summary>
internal sealed class PageReader(Language language)
{
    private const string RunMark = "run";

    /// <summary>Reads the page of a cmdlet.</summary>
    /// <exception cref="PageException">The page does not have the form of a page.</exception>
    public Page Read(string markdown)
    {
        var whole = Whole(markdown);
        var sections = Section.Divide(whole.Blocks, 2);
        if (!sections.Select(static section => section.Title).SequenceEqual(language.Sections))
        {
            throw new PageException($"its headings must be, in this order: {string.Join(", ", language.Sections)}");
        }

        return new Page(
            whole.Title,
            PlainText.Of(whole.Head).ToList() is [{ Kind: TextKind.Paragraph } synopsis] ? synopsis.Text : throw new PageException("its synopsis must be one paragraph under the name"),
            Text(sections[0], "a description"),
            [.. Section.Divide(sections[1].Blocks, 3).Select(ReadExample)],
            Parameters(sections[2]),
            [.. Section.Divide(sections[3].Blocks, 3).Select(ReadEntry)],
            [.. Section.Divide(sections[4].Blocks, 3).Select(ReadEntry)],
            Text(sections[5], "notes"),
            [.. sections[6].Blocks.SelectMany(static block => block.Descendants<LinkInline>()).Select(ReadLink)]);
    }

    /// <summary>Reads the page of the shared parameters.</summary>
    /// <exception cref="PageException">The page does not have the form of a page.</exception>
    public IReadOnlyList<Entry> ReadCommon(string markdown) => Section.Divide(Whole(markdown).Blocks, 2) is [var only]
        ? Parameters(only)
        : throw new PageException($"it must have one heading: {language.Parameters}");

    private static Section Whole(string markdown) => Section.Divide(Markdown.Parse(markdown), 1) is [var whole]
        ? whole
        : throw new PageException("it must begin with its only heading of the first level");

    private List<Entry> Parameters(Section section) => Section.Divide(section.Blocks, 3).Select(ReadParameter).ToList();

    private Entry ReadParameter(Section section)
    {
        if (!section.Title.StartsWith('-'))
        {
            throw new PageException($"'{section.Title}' is not a parameter: it must begin with a dash");
        }

        var entry = ReadEntry(section);
        var last = entry.Text[^1];
        return last is not { Kind: TextKind.Paragraph } || !last.Text.StartsWith(language.Default, StringComparison.Ordinal)
            ? entry with { Name = entry.Name[1..] }
            : new Entry(entry.Name[1..], [.. entry.Text.SkipLast(1)], last.Text[language.Default.Length..].Trim());
    }

    private static Entry ReadEntry(Section section) => new(section.Title, Text(section, "text"));

    private static Example ReadExample(Section section) => section.Blocks is [FencedCodeBlock { Info: "powershell" } code, ..]
        ? new(section.Title, PlainText.Code(code), code.Arguments == RunMark, [.. PlainText.Of(section.Blocks.Skip(1))])
        : throw new PageException($"example '{section.Title}' must begin with a block of powershell");

    private static Link ReadLink(LinkInline link) =>
        new(PlainText.Of((Inline)link), link.Url is { } url && url.StartsWith("http", StringComparison.Ordinal) ? url : "");

    private static IReadOnlyList<TextBlock> Text(Section section, string what) => PlainText.Of(section.Blocks).ToList() is [_, ..] text
        ? text
        : throw new PageException($"'{section.Title}' has no {what}");
}

using System.Text;
using Markdig;
using Wellcloud.Help.Pages;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.About;

/// <summary>Converts an about topic to plain text for a console of 80 columns.</summary>
internal static class AboutTopic
{
    /// <summary>The widest line.</summary>
    public const int Width = 80;

    private const int Indent = 4;

    /// <summary>Writes a topic, with the byte order mark that Windows PowerShell needs to read UTF-8.</summary>
    public static void Write(string path, IEnumerable<string> lines) =>
        File.WriteAllText(path, string.Join("\r\n", lines) + "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    /// <summary>Returns the lines of a topic. Get-Help uses the fifth line as the synopsis.</summary>
    /// <exception cref="PageException">The topic does not begin with a name and a synopsis of one line, or a line of code is too wide.</exception>
    public static IReadOnlyList<string> Lines(string markdown)
    {
        if (Section.Divide(Markdown.Parse(markdown), 1) is not [var whole] || PlainText.Of(whole.Head).ToList() is not [var synopsis, .. var introduction])
        {
            throw new PageException("it must begin with its name and a synopsis");
        }

        if (Columns.Of(synopsis.Text) > Width - Indent)
        {
            throw new PageException($"its synopsis is wider than {Width - Indent} columns");
        }

        return
        [
            "TOPIC", Pad(whole.Title), "", "SHORT DESCRIPTION", Pad(synopsis.Text), "", "LONG DESCRIPTION",
            .. Body(introduction),
            .. Section.Divide(whole.Blocks, 2).SelectMany(static section => Body(section)),
        ];
    }

    private static IEnumerable<string> Body(Section section) =>
    [
        section.Title,
        .. Body(PlainText.Of(section.Head)),
        .. Section.Divide(section.Blocks, 3).SelectMany(static part => (string[])["  " + part.Title, .. Body(PlainText.Of(part.Blocks))]),
    ];

    private static IEnumerable<string> Body(IEnumerable<TextBlock> text)
    {
        var blocks = text.ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            foreach (var line in Lines(blocks[i]))
            {
                yield return Pad(line);
            }

            // No empty lines between the items of a list.
            if (blocks[i].Kind is not TextKind.Item || i + 1 == blocks.Count || blocks[i + 1].Kind is not TextKind.Item)
            {
                yield return "";
            }
        }
    }

    private static IEnumerable<string> Lines(TextBlock block)
    {
        var lines = block.Lines(Width - Indent);
        return block.Kind is TextKind.Code ? lines.Select(Code) : lines;
    }

    private static string Code(string line) => Columns.Of(line) <= Width - (2 * Indent)
        ? Pad(line)
        : throw new PageException($"this line of code is wider than {Width - (2 * Indent)} columns: {line}");

    private static string Pad(string line) => line.Length > 0 ? new string(' ', Indent) + line : "";
}

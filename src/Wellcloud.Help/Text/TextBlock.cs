namespace Wellcloud.Help.Text;

/// <summary>A block of plain text.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The text. For a paragraph or an item it is one line.</param>
/// <param name="Marker">The dash or number before an item. Empty for other kinds.</param>
internal sealed record TextBlock(TextKind Kind, string Text, string Marker = "")
{
    /// <summary>Returns the lines for a width. Lines of code are not wrapped.</summary>
    public IEnumerable<string> Lines(int width) => Kind switch
    {
        TextKind.Code => Text.Split('\n'),
        TextKind.Item => Wrap.Lines(Text, width - Marker.Length - 1).Select((line, i) => (i == 0 ? Marker : new string(' ', Marker.Length)) + " " + line),
        _ => Wrap.Lines(Text, width),
    };
}

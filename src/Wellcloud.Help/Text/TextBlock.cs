namespace Wellcloud.Help.Text;

/// <summary>A block of plain text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; that of a paragraph or an item is one line.</param>
/// <param name="Marker">What stands before an item, such as a dash or a number; empty otherwise.</param>
internal sealed record TextBlock(TextKind Kind, string Text, string Marker = "")
{
    /// <summary>Its lines for a width; those of code stay as they are.</summary>
    public IEnumerable<string> Lines(int width) => Kind switch
    {
        TextKind.Code => Text.Split('\n'),
        TextKind.Item => Wrap.Lines(Text, width - Marker.Length - 1).Select((line, i) => (i == 0 ? Marker : new string(' ', Marker.Length)) + " " + line),
        _ => Wrap.Lines(Text, width),
    };
}

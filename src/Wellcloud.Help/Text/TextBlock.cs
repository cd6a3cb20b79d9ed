namespace Wellcloud.Help.Text;

/// <summary>A block of plain text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; that of a paragraph or an item is one line.</param>
/// <param name="Marker">What stands before an item, such as a dash or a number; empty otherwise.</param>
internal sealed record TextBlock(TextKind Kind, string Text, string Marker = "");

namespace Wellcloud.Help.Text;

/// <summary>The kind of a block of text.</summary>
internal enum TextKind
{
    /// <summary>Text that is wrapped.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>Lines that are not wrapped.</summary>
    Code,
}

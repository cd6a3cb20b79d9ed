namespace Wellcloud.Help.Text;

/// <summary>What a block of text is.</summary>
internal enum TextKind
{
    /// <summary>Text that is wrapped.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>Lines that stay as they are.</summary>
    Code,
}

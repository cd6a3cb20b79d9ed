using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>The text of a parameter or of a type that goes in or out.</summary>
/// <param name="Name">The name of the parameter without its dash, or of the type.</param>
/// <param name="Text">The text.</param>
/// <param name="Default">The value that holds when none is given; null when the page names none.</param>
internal sealed record Entry(string Name, IReadOnlyList<TextBlock> Text, string? Default = null);

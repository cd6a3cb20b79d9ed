using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>The text of a parameter, an input type or an output type.</summary>
/// <param name="Name">The name of the parameter without its dash, or the name of the type.</param>
/// <param name="Text">The text.</param>
/// <param name="Default">The default value, or null if the page names none.</param>
internal sealed record Entry(string Name, IReadOnlyList<TextBlock> Text, string? Default = null);

using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>An example of a page.</summary>
/// <param name="Title">The title.</param>
/// <param name="Code">The commands.</param>
/// <param name="Runs">Whether a test runs the example.</param>
/// <param name="Remarks">The text after the code.</param>
internal sealed record Example(string Title, string Code, bool Runs, IReadOnlyList<TextBlock> Remarks);

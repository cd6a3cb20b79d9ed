using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>An example of a page.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Code">What one types.</param>
/// <param name="Runs">Whether a test runs it.</param>
/// <param name="Remarks">What there is to say about it.</param>
internal sealed record Example(string Title, string Code, bool Runs, IReadOnlyList<TextBlock> Remarks);

using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>The page of a cmdlet.</summary>
internal sealed record Page(
    string Name,
    string Synopsis,
    IReadOnlyList<TextBlock> Description,
    IReadOnlyList<Example> Examples,
    IReadOnlyList<Entry> Parameters,
    IReadOnlyList<Entry> Inputs,
    IReadOnlyList<Entry> Outputs,
    IReadOnlyList<TextBlock> Notes,
    IReadOnlyList<Link> Links);

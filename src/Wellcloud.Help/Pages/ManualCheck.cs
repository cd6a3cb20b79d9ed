using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>Compares the pages with the cmdlets, and the languages with each other.</summary>
internal static class ManualCheck
{
    private const int MinimumExamples = 3;

    /// <summary>The widest line of code that fits into 80 columns after PowerShell has indented it.</summary>
    private const int MaximumCodeWidth = 75;

    /// <summary>Returns a line for each missing or superfluous part of a language's pages.</summary>
    public static IEnumerable<string> AgainstCmdlets(Manual manual, IReadOnlyList<Cmdlet> cmdlets)
    {
        var missing = cmdlets.Where(cmdlet => manual.Pages.All(page => page.Name != cmdlet.Name)).Select(cmdlet => $"{FileOf(manual, cmdlet.Name)}: {cmdlet.Name} has no page");
        var idle = manual.Common.Where(entry => cmdlets.All(cmdlet => !Has(cmdlet, entry)))
            .Select(entry => $"{Path.Combine(manual.Folder, Manual.CommonFile)}: -{entry.Name} is not a parameter of any cmdlet");
        return
        [
            .. missing,
            .. idle,
            .. manual.Pages.SelectMany(page => (cmdlets.FirstOrDefault(cmdlet => cmdlet.Name == page.Name) is { } cmdlet ? Compare(manual, page, cmdlet) : ["this cmdlet does not exist"])
                .Select(problem => $"{FileOf(manual, page.Name)}: {problem}")),
        ];
    }

    /// <summary>Returns a line for each part that one language has and the other lacks.</summary>
    public static IEnumerable<string> AgainstEachOther(Manual one, Manual other)
    {
        var others = Traits(other).ToHashSet();
        return Traits(one).Where(trait => !others.Contains(trait)).Select(trait => $"{FileOf(other, trait.File)}: lacks {trait.What}, which {one.Language.Culture} has");
    }

    private static IEnumerable<string> Compare(Manual manual, Page page, Cmdlet cmdlet)
    {
        foreach (var parameter in cmdlet.Parameters.Where(parameter => manual.TextOf(page, parameter.Name) is null))
        {
            yield return $"-{parameter.Name} has no text";
        }

        foreach (var entry in page.Parameters.Where(entry => !Has(cmdlet, entry)))
        {
            yield return $"-{entry.Name} is not a parameter of {cmdlet.Name}";
        }

        if (page.Examples.Count < MinimumExamples)
        {
            yield return $"{page.Examples.Count} examples, but at least {MinimumExamples} are needed";
        }

        foreach (var line in page.Examples.SelectMany(static example => example.Code.Split('\n')).Where(static line => Columns.Of(line) > MaximumCodeWidth))
        {
            yield return $"this line of code is wider than {MaximumCodeWidth} columns: {line}";
        }

        if (!page.Outputs.Select(static entry => entry.Name).Order().SequenceEqual(cmdlet.Outputs.Order()))
        {
            yield return $"its outputs must be {string.Join(", ", cmdlet.Outputs)}";
        }

        if (page.Inputs.Count == 0 || page.Links.Count == 0)
        {
            yield return "inputs or related links are missing";
        }
    }

    private static bool Has(Cmdlet cmdlet, Entry entry) => cmdlet.Parameters.Any(parameter => parameter.Name == entry.Name);

    private static IEnumerable<(string File, string What)> Traits(Manual manual) =>
    [
        .. manual.Topics.Select(static topic => (topic, "this topic")),
        .. manual.Common.Select(static entry => ("common-parameters", Trait(entry))),
        .. manual.Pages.SelectMany(Traits),
    ];

    private static IEnumerable<(string File, string What)> Traits(Page page) =>
        new[] { "this page" }
            .Concat(page.Parameters.Select(Trait))
            .Concat(page.Examples.Select(static (example, i) => $"example {i + 1}{(example.Runs ? " marked to run" : "")}"))
            .Concat(page.Inputs.Select(static entry => $"the input {entry.Name}"))
            .Concat(page.Links.Select(static link => link.Address.Length > 0 ? $"a link to {link.Address}" : $"a link to {link.Text}"))
            .Select(what => (page.Name, what));

    private static string Trait(Entry entry) => $"-{entry.Name}{(entry.Default is null ? "" : " with a default")}";

    private static string FileOf(Manual manual, string name) => Path.Combine(manual.Folder, name + ".md");
}

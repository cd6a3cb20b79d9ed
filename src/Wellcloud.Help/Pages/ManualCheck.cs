using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Text;

namespace Wellcloud.Help.Pages;

/// <summary>Holds pages to the cmdlets, and the languages to each other.</summary>
internal static class ManualCheck
{
    private const int FewestExamples = 3;

    /// <summary>A console of 80 columns shows it in one line, as the shell indents it.</summary>
    private const int WidestCode = 75;

    /// <summary>What the pages of a language lack or have too much of; one line each.</summary>
    public static IEnumerable<string> AgainstCmdlets(Manual manual, IReadOnlyList<Cmdlet> cmdlets)
    {
        var missing = cmdlets.Where(cmdlet => manual.Pages.All(page => page.Name != cmdlet.Name)).Select(cmdlet => $"{FileOf(manual, cmdlet.Name)}: {cmdlet.Name} has no page");
        var idle = manual.Common.Where(entry => cmdlets.All(cmdlet => !Has(cmdlet, entry)))
            .Select(entry => $"{Path.Combine(manual.Folder, Manual.CommonFile)}: -{entry.Name} is a parameter of no cmdlet");
        return
        [
            .. missing,
            .. idle,
            .. manual.Pages.SelectMany(page => (cmdlets.FirstOrDefault(cmdlet => cmdlet.Name == page.Name) is { } cmdlet ? Compare(manual, page, cmdlet) : ["there is no such cmdlet"])
                .Select(problem => $"{FileOf(manual, page.Name)}: {problem}")),
        ];
    }

    /// <summary>What one language has and another lacks.</summary>
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
            yield return $"-{entry.Name} is no parameter of {cmdlet.Name}";
        }

        if (page.Examples.Count < FewestExamples)
        {
            yield return $"{page.Examples.Count} examples are fewer than {FewestExamples}";
        }

        foreach (var line in page.Examples.SelectMany(static example => example.Code.Split('\n')).Where(static line => Columns.Of(line) > WidestCode))
        {
            yield return $"this line of code is wider than {WidestCode} columns: {line}";
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

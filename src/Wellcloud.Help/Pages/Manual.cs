namespace Wellcloud.Help.Pages;

/// <summary>The pages of one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Folder">Where its pages are, for messages.</param>
/// <param name="Pages">The pages of cmdlets.</param>
/// <param name="Common">The parameters that mean the same wherever they occur; a page's own text comes first.</param>
internal sealed record Manual(Language Language, string Folder, IReadOnlyList<Page> Pages, IReadOnlyList<Entry> Common)
{
    /// <summary>The file with the parameters of several cmdlets.</summary>
    public const string CommonFile = "common-parameters.md";

    private const string AboutPrefix = "about_";

    /// <summary>The topics about the module, by the name of their file without its ending.</summary>
    public IReadOnlyList<string> Topics { get; } = [.. Files(Folder).Where(static name => name.StartsWith(AboutPrefix, StringComparison.Ordinal))];

    /// <summary>The text of a parameter of a cmdlet; null when there is none.</summary>
    public Entry? TextOf(Page page, string parameter) =>
        page.Parameters.FirstOrDefault(entry => entry.Name == parameter) ?? Common.FirstOrDefault(entry => entry.Name == parameter);

    /// <summary>Reads the pages of a language.</summary>
    /// <param name="docs">The folder with a folder a language.</param>
    /// <param name="language">The language.</param>
    /// <param name="problems">Gets a line for every page that could not be read.</param>
    public static Manual Read(string docs, Language language, ICollection<string> problems)
    {
        var folder = Path.Combine(docs, language.Culture);
        var reader = new PageReader(language);
        var pages = new List<Page>();
        IReadOnlyList<Entry> common = [];
        foreach (var name in Files(folder).Where(static name => !name.StartsWith(AboutPrefix, StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, name + ".md");
            try
            {
                var text = File.ReadAllText(file);
                if (name + ".md" == CommonFile)
                {
                    common = reader.ReadCommon(text);
                }
                else if (reader.Read(text) is var page && page.Name == name)
                {
                    pages.Add(page);
                }
                else
                {
                    problems.Add($"{file}: its first heading is '{page.Name}'");
                }
            }
            catch (PageException exception)
            {
                problems.Add($"{file}: {exception.Message}");
            }
        }

        return new(language, folder, pages, common);
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.md").Select(static file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)
        : [];
}

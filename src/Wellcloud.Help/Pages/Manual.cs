namespace Wellcloud.Help.Pages;

/// <summary>The pages of one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Folder">The folder of the pages, for messages.</param>
/// <param name="Pages">The pages of the cmdlets.</param>
/// <param name="Common">The text of parameters that several cmdlets share. The text on a cmdlet's own page has priority.</param>
internal sealed record Manual(Language Language, string Folder, IReadOnlyList<Page> Pages, IReadOnlyList<Entry> Common)
{
    /// <summary>The file with the shared parameters.</summary>
    public const string CommonFile = "common-parameters.md";

    private const string AboutPrefix = "about_";

    /// <summary>The about topics, as file names without extension.</summary>
    public IReadOnlyList<string> Topics { get; } = [.. Files(Folder).Where(static name => name.StartsWith(AboutPrefix, StringComparison.Ordinal))];

    /// <summary>Returns the text of a cmdlet's parameter, or null.</summary>
    public Entry? TextOf(Page page, string parameter) =>
        page.Parameters.FirstOrDefault(entry => entry.Name == parameter) ?? Common.FirstOrDefault(entry => entry.Name == parameter);

    /// <summary>Reads the pages of a language.</summary>
    /// <param name="docs">The folder that holds a folder for each language.</param>
    /// <param name="language">The language.</param>
    /// <param name="problems">Receives a line for every page that cannot be read.</param>
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

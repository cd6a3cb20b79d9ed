using System.Reflection;

namespace Wellcloud.Help.Tests;

/// <summary>A copy of the real pages that a test may change, and a folder for the help that is built from them.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wellcloud-help-tests-");

    public Workplace()
    {
        foreach (var culture in new[] { "en-US", "zh-Hans" })
        {
            Directory.CreateDirectory(Page(culture, ""));
            foreach (var page in Directory.GetFiles(Path.Combine(Fact("Docs"), culture), "*.md"))
            {
                File.Copy(page, Page(culture, Path.GetFileName(page)));
            }
        }
    }

    public string Output => Path.Combine(_root.FullName, "out");

    public static string Module => Path.GetFullPath(Fact("Module"));

    public string Page(string culture, string name) => Path.Combine(_root.FullName, "docs", culture, name);

    /// <summary>Changes a page; fails when there is nothing to change.</summary>
    public void Change(string culture, string name, Func<string, string> change)
    {
        var before = File.ReadAllText(Page(culture, name));
        var after = change(before);
        Xunit.Assert.NotEqual(before, after);
        File.WriteAllText(Page(culture, name), after);
    }

    public IReadOnlyList<string> Build() => HelpBuild.Run(Module, Path.Combine(_root.FullName, "docs"), Output);

    public void Dispose() => _root.Delete(recursive: true);

    private static string Fact(string name) =>
        typeof(Workplace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(fact => fact.Key == name).Value!;
}

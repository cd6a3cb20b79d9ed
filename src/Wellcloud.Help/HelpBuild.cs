using Wellcloud.Help.About;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Maml;
using Wellcloud.Help.Pages;

namespace Wellcloud.Help;

/// <summary>Builds the help folders that Get-Help reads, from a module and its pages.</summary>
internal static class HelpBuild
{
    /// <summary>Writes the help in every language, or nothing if a page is wrong.</summary>
    /// <returns>A line for each problem. Empty if the help is written.</returns>
    public static IReadOnlyList<string> Run(string module, string docs, string output)
    {
        var problems = new List<string>();
        var cmdlets = ModuleReader.Read(Path.GetFullPath(module));
        var manuals = Language.All.Select(language => Manual.Read(docs, language, problems)).ToList();
        problems.AddRange(manuals.SelectMany(manual => ManualCheck.AgainstCmdlets(manual, cmdlets)));
        problems.AddRange(from one in manuals from other in manuals where one != other from problem in ManualCheck.AgainstEachOther(one, other) select problem);
        var topics = manuals.Select(manual => Topics(manual, problems)).ToList();
        if (problems.Count == 0)
        {
            foreach (var (manual, texts) in manuals.Zip(topics))
            {
                var folder = Directory.CreateDirectory(Path.Combine(output, manual.Language.Culture)).FullName;
                MamlFile.Write(Path.Combine(folder, Path.GetFileName(module) + "-Help.xml"), manual, cmdlets);
                foreach (var (topic, lines) in texts)
                {
                    AboutTopic.Write(Path.Combine(folder, topic + ".help.txt"), lines);
                }
            }
        }

        return problems;
    }

    private static Dictionary<string, IReadOnlyList<string>> Topics(Manual manual, List<string> problems)
    {
        var topics = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var topic in manual.Topics)
        {
            var source = Path.Combine(manual.Folder, topic + ".md");
            try
            {
                topics.Add(topic, AboutTopic.Lines(File.ReadAllText(source)));
            }
            catch (PageException exception)
            {
                problems.Add($"{source}: {exception.Message}");
            }
        }

        return topics;
    }
}

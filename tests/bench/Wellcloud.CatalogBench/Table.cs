namespace Wellcloud.CatalogBench;

/// <summary>A table of medians, and of their ratios to the median of something simple in the same run.</summary>
internal sealed class Table(string title)
{
    private readonly List<string> _lines = [];

    public void Add(string name, IReadOnlyList<double> times, IReadOnlyList<double> basis) =>
        _lines.Add($"| {name,-44} | {Median(times),8:N0} ms | {Median(times) / Median(basis),6:F2} |");

    public void Write(TextWriter output)
    {
        output.WriteLine($"### {title}\n\n| {"",-44} | {"median",11} | {"ratio",6} |\n|{new string('-', 46)}|{new string('-', 12)}:|{new string('-', 7)}:|");
        _lines.ForEach(output.WriteLine);
    }

    public static void WriteSteps(TextWriter output, IReadOnlyList<(string Name, double[] Script, double[] Frame)> steps)
    {
        output.WriteLine($"\n| {"",-34} | {"script",8} | {"worst",8} | {"next frame",10} |\n|{new string('-', 36)}|{new string('-', 9)}:|{new string('-', 9)}:|{new string('-', 11)}:|");
        foreach (var (name, script, frame) in steps)
        {
            output.WriteLine($"| {name,-34} | {Median(script),5:N0} ms | {script.Max(),5:N0} ms | {Median(frame),7:N0} ms |");
        }
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);
}

using System.Globalization;
using System.Xml.Linq;

namespace Wellcloud.TestRun;

/// <summary>The tests of engine, emulator and help: all test assemblies in parallel, in one run.</summary>
internal static class XUnitPart
{
    private static readonly XNamespace _trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Runs the tests and returns their counts.</summary>
    public static Summary Run()
    {
        var assemblies = File.ReadAllLines(Path.Combine("out", "test-assemblies.txt"));
        var code = Runner.Run(
            "dotnet",
            [
                "test", .. assemblies, "--nologo", "--results-directory", Summary.Folder, "--logger", "trx;LogFileName=xunit.trx",
                "--", "RunConfiguration.MaxCpuCount=0",
            ]);
        var file = Path.Combine(Summary.Folder, "xunit.trx");
        if (!File.Exists(file))
        {
            return Summary.Broken($"The xUnit tests left no {file}.");
        }

        var counters = XDocument.Load(file).Descendants(_trx + "Counters").Single();
        var summary = new Summary(Count("passed"), Count("failed"), Count("total") - Count("executed"));
        return code == 0 || summary.Failed > 0
            ? summary
            : summary with { Failed = 1, Note = $"The xUnit tests ended with exit code {code}, and no test failed." };

        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }
}

using System.Text.Json;

namespace Wellcloud.TestRun;

/// <summary>The tests of the built module, in a PowerShell of their own.</summary>
internal static class PesterPart
{
    /// <summary>Runs the suite and returns its counts.</summary>
    /// <param name="shell">The program and the arguments that start a PowerShell.</param>
    public static Summary Run(string[] shell)
    {
        var file = Path.Combine(Summary.Folder, "pester.json");
        var code = Runner.Run(
            shell[0],
            [
                .. shell[1..], "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
                "-File", Path.Combine("tests", "Pester", "Invoke-Suite.ps1"), "-SummaryPath", file,
            ]);
        return File.Exists(file) && JsonSerializer.Deserialize<Summary>(File.ReadAllText(file)) is { } summary
            ? summary
            : Summary.Broken($"The Pester suite ended with exit code {code} and left no {file}.");
    }

    /// <summary>Says that the module was not tested. With WELLCLOUD_REQUIRE_PWSH=1, that is a failure.</summary>
    public static Summary LeaveOut() => new(
        0,
        Environment.GetEnvironmentVariable("WELLCLOUD_REQUIRE_PWSH") == "1" ? 1 : 0,
        0,
        "The module was not tested: no PowerShell 7.4 or later could be had. Install one: dotnet tool install --global PowerShell");
}

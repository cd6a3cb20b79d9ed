using System.Diagnostics;

namespace Wellcloud.TestRun;

/// <summary>Starts programs that share this program's console.</summary>
internal static class Runner
{
    /// <summary>Runs a program to its end and returns its exit code.</summary>
    public static int Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

using System.Diagnostics;
using System.Reflection;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>The program that syncs an archive, or removes recordings from one, in a process of its own.</summary>
internal static class ArchiveProgram
{
    private static readonly string _path = typeof(ArchiveProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ArchiveCrash").Value!;

    /// <summary>Starts the program. It waits for a byte, or the end, of its input after each dot.</summary>
    /// <param name="launcher">What starts dotnet; empty for this process.</param>
    /// <param name="service">The service.</param>
    /// <param name="token">Its token.</param>
    /// <param name="arguments">The archive, and the ids of the recordings to remove, if any.</param>
    public static Process Start(string[] launcher, Uri service, string token, params string[] arguments)
    {
        string[] command = [.. launcher, "dotnet", _path, service.AbsoluteUri, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["WELLCLOUD_TOKEN"] = token;

        // A killed process leaves the files of its diagnostics behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}

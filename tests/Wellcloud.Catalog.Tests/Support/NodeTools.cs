using System.Diagnostics;
using Xunit;

[assembly: AssemblyFixture(typeof(Wellcloud.Catalog.Tests.Support.NodeTools))]

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>Tools from npm, fetched once for all tests into a work folder of this run. Without npm, tests that need them are skipped.</summary>
public sealed class NodeTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wellcloud-tools-").FullName;
    private readonly Lazy<Task<string>> _fetched;

    public NodeTools() => _fetched = new(FetchAsync);

    /// <summary>Where tests put what the tools read.</summary>
    public string Sources => Directory.CreateDirectory(Path.Combine(_folder, "src")).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The path of a fetched file.</summary>
    public async Task<string> FileAsync(params string[] path)
    {
        var fault = await _fetched.Value;
        Assert.SkipWhen(fault.Length > 0, "npm did not give the tools: " + fault);
        return Path.Combine([_folder, "node_modules", .. path]);
    }

    /// <summary>Runs a script of a package.</summary>
    /// <returns>The output of a script that failed; empty when the script succeeded.</returns>
    public async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (code, text) = await StartAsync("node", [script, .. arguments]);
        return code == 0 ? "" : text;
    }

    private async Task<string> FetchAsync()
    {
        try
        {
            var (code, text) = await StartAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "install", "--prefix", _folder, "--no-audit", "--no-fund", "axe-core@4.11.0", "typescript@5.9.3", "eslint@9.39.1");
            return code == 0 ? "" : text;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }

    private async Task<(int Code, string Text)> StartAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

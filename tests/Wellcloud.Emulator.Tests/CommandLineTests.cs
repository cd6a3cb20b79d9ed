using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--port")]
    [InlineData("--port", "many")]
    [InlineData("--token-lifetime", "soon")]
    [InlineData("--batch-names", "latin")]
    public void What_makes_no_sense_is_said(params string[] arguments) =>
        Assert.Contains(arguments[0], Assert.Throws<FormatException>(() => CommandLine.Parse(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_are_understood()
    {
        var options = CommandLine.Parse(
            ["--recordings", "7", "--path-base", "sdk", "--wrapped", "--audio-bytes", "5000000000", "--token-lifetime", "00:00:30"]).Options;
        Assert.Equal((7, "sdk", true), (options.Recordings, options.PathBase, options.Wrapped));
        Assert.Equal((5_000_000_000, TimeSpan.FromSeconds(30)), (options.AudioBytes, options.TokenLifetime));
    }

    [Fact]
    public async Task It_says_when_it_is_ready_and_ends_with_its_input()
    {
        var program = typeof(EmulatorServer).Assembly.Location;
        var ready = Path.Combine(Directory.CreateTempSubdirectory().FullName, "ready.json");
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
            [program, "--exit-with-stdin", "--secure", "--ready-file", ready])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        using var json = JsonDocument.Parse(line!);
        Assert.Equal(process.Id, json.RootElement.GetProperty("pid").GetInt32());
        Assert.StartsWith("https://127.0.0.1:", json.RootElement.GetProperty("secureBaseUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(line, await File.ReadAllTextAsync(ready));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Directory.Delete(Path.GetDirectoryName(ready)!, recursive: true);
    }
}

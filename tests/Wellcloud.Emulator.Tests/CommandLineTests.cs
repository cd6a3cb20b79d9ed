using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net;
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
    [InlineData("--recordings", "-1")]
    [InlineData("--stall-patience", "long")]
    [InlineData("--batch-names", "latin")]
    public async Task Wrong_option_is_named_and_nothing_runs(params string[] arguments)
    {
        var parsed = new CommandLine(static (_, _) => throw new InvalidOperationException("It ran.")).Parse(arguments);
        Assert.Contains(parsed.Errors, error => error.Message.Contains(arguments[0], StringComparison.Ordinal));
        Assert.NotEqual(0, await parsed.InvokeAsync(new() { Output = TextWriter.Null, Error = TextWriter.Null }));
    }

    [Fact]
    public async Task Options_reach_the_emulator()
    {
        var options = await ReadAsync(
            "--recordings", "7", "--path-base", "sdk", "--wrapped", "--audio-bytes", "5000000000", "--token-lifetime", "00:00:30", "--stall-patience", "0.5", "--rate", "40", "--retry-after", "2", "--outage", "30",
            "--batch-names", "gbk", "--batch-extra", "@a", "--batch-extra", "../b");
        Assert.Equal((7, "sdk", true), (options.Recordings, options.PathBase, options.Wrapped));
        Assert.Equal((5_000_000_000, TimeSpan.FromSeconds(30)), (options.AudioBytes, options.TokenLifetime));
        Assert.Equal((40, 2), (options.Rate, options.RetryAfter));
        Assert.Equal(TimeSpan.FromSeconds(30), options.Outage);
        Assert.Equal((TimeSpan.FromSeconds(0.5), BatchNames.Gbk), (options.StallPatience, options.BatchNames));
        Assert.Equal(["@a", "../b"], options.BatchExtraEntries.Keys);
    }

    [Fact]
    public async Task Defaults_are_those_of_the_options()
    {
        var (read, expected) = (await ReadAsync(), new EmulatorOptions());
        Assert.Equal(expected with { BatchExtraEntries = read.BatchExtraEntries }, read);
        Assert.Empty(read.BatchExtraEntries);
    }

    [Fact]
    public async Task Ready_line_is_printed_and_the_end_of_input_stops_the_program()
    {
        var folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
        var ready = Path.Combine(folder.FullName, "ready.json");
        using var process = Start("--exit-with-stdin", "--secure", "--ready-file", ready);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync();
            using var json = JsonDocument.Parse(line!);
            Assert.Equal(process.Id, json.RootElement.GetProperty("pid").GetInt32());
            Assert.StartsWith("https://127.0.0.1:", json.RootElement.GetProperty("secureBaseUri").GetString(), StringComparison.Ordinal);
            Assert.Equal(line, await File.ReadAllTextAsync(ready));
        }
        finally
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Port_in_use_ends_the_program_with_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var process = Start("--port", port.ToString(CultureInfo.InvariantCulture));
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains($":{port}", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
        [typeof(EmulatorServer).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<EmulatorOptions> ReadAsync(params string[] arguments)
    {
        EmulatorOptions? read = null;
        var line = new CommandLine((line, _) =>
        {
            read = line.Options;
            return Task.CompletedTask;
        });
        Assert.Equal(0, await line.Parse(arguments).InvokeAsync());
        return read!;
    }
}

using Wellcloud.Client;
using Wellcloud.Emulator;

namespace Wellcloud.QuickStart;

internal static class Program
{
    private const int Recordings = 500;
    private const int Interrupted = 130;

    public static async Task<int> Main(string[] arguments)
    {
        CommandLine line;
        try
        {
            line = CommandLine.Parse(arguments);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message + Environment.NewLine + CommandLine.Usage);
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await (line.IsDemo ? DemoAsync(line, stop.Token) : RunAsync(line, stop.Token)) ? 0 : 1;
        }
        catch (Exception exception) when (exception is WellcloudException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static async Task<bool> DemoAsync(CommandLine line, CancellationToken cancellationToken)
    {
        await using var emulator = await EmulatorServer.StartAsync(new() { Recordings = Recordings }, cancellationToken);
        Console.WriteLine($"An emulator of the service is listening at {emulator.BaseUri}");
        using var client = new WellcloudClient(new() { BaseUri = emulator.BaseUri, Token = CommandLine.Secret(emulator.Token) });
        return await new Job(client, line.Folder, again: true).RunAsync(batch: true, cancellationToken);
    }

    private static async Task<bool> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        using var client = new WellcloudClient(line.Options);
        return await new Job(client, line.Folder, again: false).RunAsync(line.Batch, cancellationToken);
    }
}

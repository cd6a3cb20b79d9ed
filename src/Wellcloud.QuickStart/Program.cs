using Wellcloud.Client;
using Wellcloud.Emulator;

namespace Wellcloud.QuickStart;

internal static class Program
{
    private const int Recordings = 500;
    private const int Interrupted = 130;

    // A token may begin with '@'. Ctrl+C cancels the job, however long it takes to stop in good order.
    public static Task<int> Main(string[] arguments) => new CommandLine(RunAsync).Command
        .Parse(arguments, new() { ResponseFileTokenReplacer = null })
        .InvokeAsync(new() { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });

    private static async Task<int> RunAsync(CommandLine line, CancellationToken stop)
    {
        try
        {
            return await (line.IsDemo ? DemoAsync(line, stop) : SaveAsync(line, stop)) ? 0 : 1;
        }
        catch (Exception exception) when (exception is WellcloudException or ArgumentException or UriFormatException)
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

    private static async Task<bool> SaveAsync(CommandLine line, CancellationToken cancellationToken)
    {
        using var client = new WellcloudClient(line.Options);
        return await new Job(client, line.Folder, again: false).RunAsync(line.Batch, cancellationToken);
    }
}

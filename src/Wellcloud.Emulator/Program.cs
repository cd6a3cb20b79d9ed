using System.Text.Json;

namespace Wellcloud.Emulator;

internal static class Program
{
    // SIGINT and SIGTERM cancel the run.
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            return await new CommandLine(RunAsync).Parse(arguments).InvokeAsync(new() { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or ArgumentOutOfRangeException)
        {
            // The port is in use, or is not a port.
            await Console.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task RunAsync(CommandLine line, CancellationToken stop)
    {
        var server = await EmulatorServer.StartAsync(line.Options, stop).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await AnnounceAsync(server, line).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (stop.Register(() => stopped.TrySetResult()))
            {
                await (line.ExitWithStdin ? Task.WhenAny(stopped.Task, EndOfInputAsync()) : stopped.Task).ConfigureAwait(false);
            }
        }
    }

    private static async Task AnnounceAsync(EmulatorServer server, CommandLine line)
    {
        var ready = JsonSerializer.Serialize(
            new
            {
                server.BaseUri,
                server.TokenUri,
                server.SecureBaseUri,
                server.SecondOriginUri,
                server.ProxyUri,
                server.Token,
                line.Options.AppId,
                Pid = Environment.ProcessId,
            },
            JsonSerializerOptions.Web);
        if (line.ReadyFile is { } file)
        {
            await File.WriteAllTextAsync(file + ".new", ready).ConfigureAwait(false);
            File.Move(file + ".new", file, overwrite: true);
        }

        await Console.Out.WriteLineAsync(line.Module is { } module ? Greeting.Write(server, line.Options.Recordings, module) : ready).ConfigureAwait(false);
    }

    private static async Task EndOfInputAsync()
    {
        var input = Console.OpenStandardInput();
        await using (input.ConfigureAwait(false))
        {
            await input.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
    }
}

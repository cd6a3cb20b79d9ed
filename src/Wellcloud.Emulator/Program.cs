using System.Runtime.InteropServices;
using System.Text.Json;

namespace Wellcloud.Emulator;

internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments.Contains("--help"))
        {
            await Console.Out.WriteLineAsync(CommandLine.Usage).ConfigureAwait(false);
            return 0;
        }

        CommandLine line;
        try
        {
            line = CommandLine.Parse(arguments);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message + Environment.NewLine + CommandLine.Usage).ConfigureAwait(false);
            return 2;
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var server = await EmulatorServer.StartAsync(line.Options).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await AnnounceAsync(server, line).ConfigureAwait(false);
            await (line.ExitWithStdin ? Task.WhenAny(stop.Task, EndOfInputAsync()) : stop.Task).ConfigureAwait(false);
        }

        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
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

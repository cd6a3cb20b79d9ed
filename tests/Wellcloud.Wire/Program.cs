using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Wellcloud.Wire;

/// <summary>
/// Runs a program in a network namespace of its own. Only a bad wire joins it with this machine, whose loopback address it reaches: so it can use the
/// servers here, over a network that loses, delays or swallows packets. Needs root, Linux, and the program ip.
/// </summary>
internal static class Program
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET

    // For tests of networks (RFC 2544), and another pair for each process.
    private static readonly string _network = $"198.18.{Environment.ProcessId / 64 % 256}.";
    private static readonly int _host = Environment.ProcessId % 64 * 4;
    private static readonly string _nearAddress = _network + (_host + 1);
    private static readonly string _farAddress = _network + (_host + 2);

    public static int Main(string[] arguments)
    {
        var delay = new Option<double>("--delay") { Description = "Milliseconds that a packet takes." };
        var loss = new Option<int>("--loss") { Description = "Lost packets in a hundred." };
        var hole = new Option<string?>("--hole") { Description = "A file; while it exists, no packet arrives." };
        var program = new Argument<string[]>("program") { Description = "The program and its arguments, after --.", Arity = ArgumentArity.OneOrMore };
        var command = new RootCommand("Runs a program behind a bad network.") { delay, loss, hole, program };
        command.SetAction(parsed => Run(
            TimeSpan.FromMilliseconds(parsed.GetValue(delay)), parsed.GetValue(loss) / 100.0, parsed.GetValue(hole), parsed.GetValue(program)!));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(TimeSpan delay, double loss, string? hole, string[] program)
    {
        using var near = Tun.Open(_nearAddress + "/30");
        var exitCode = 1;
        Exception? fault = null;
        var there = new Thread(() =>
        {
            try
            {
                exitCode = RunThere(near, delay, loss, hole, program);
            }
            catch (Exception exception)
            {
                fault = exception;
            }
        });
        there.Start();
        there.Join();
        return fault is null ? exitCode : throw fault;
    }

    /// <summary>A namespace belongs to a thread, and to the programs that it starts.</summary>
    private static int RunThere(Tun near, TimeSpan delay, double loss, string? hole, string[] program)
    {
        if (Unshare(NewNetwork) != 0)
        {
            throw new Win32Exception();
        }

        // Its own loopback device stays down, so the loopback address leads to this machine.
        using var far = Tun.Open(_farAddress + "/30");
        Tun.Configure("route", "add", "127.0.0.1/32", "dev", far.Name, "src", _farAddress);
        new Lane(near, far, delay, loss, hole).Start();
        new Lane(far, near, delay, loss, hole).Start();
        using var process = Process.Start(program[0], program[1..]);
        process.WaitForExit();
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unshare(int flags);
}

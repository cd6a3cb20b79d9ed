using System.Globalization;

namespace Wellcloud.Emulator;

/// <summary>The command line: what the emulator is to be, and how it tells that it is ready.</summary>
/// <param name="Options">The emulator's options.</param>
/// <param name="ReadyFile">A file that gets the line that is printed when the emulator is ready.</param>
/// <param name="ExitWithStdin">Whether the end of standard input ends the emulator.</param>
/// <param name="Module">The folder of the module that a person imports; with it the emulator greets that person.</param>
internal sealed record CommandLine(EmulatorOptions Options, string? ReadyFile, bool ExitWithStdin, string? Module = null)
{
    public const string Usage =
        """
        Usage: Wellcloud.Emulator [options]
          --port N                  port of the main listener (default: a free one)
          --recordings N            recordings of the tenant (default 1000)
          --seed S                  seed of the tenant (default 1)
          --token T                 token accepted for ever (default emulator-token)
          --token-lifetime hh:mm:ss life of issued tokens (default 24:00:00)
          --latency MS              wait before each answer
          --audio-bytes N           fixed size of every audio
          --path-base /sdk          path in front of every endpoint
          --wrapped                 listings as {"root":[...],"total":n}
          --secure                  listen on https too
          --second-origin           listen on a second origin that wants no token
          --proxy                   run a forward proxy
          --proxy-user U            user name the proxy wants
          --proxy-password P        password the proxy wants
          --stall-patience S        drop a reader of a listing that stalls for S seconds
          --batch-entries N         recordings in the batch (default 50)
          --batch-names utf8|gbk    how names stand in the batch (default utf8)
          --batch-extra NAME        one more entry in the batch under exactly this name; repeatable
          --ready-file PATH         write the ready line there too
          --exit-with-stdin         stop when standard input ends
          --module PATH             print lines to paste, with this module, instead of JSON
        """;

    /// <exception cref="FormatException">The arguments make no sense; the message says why.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        var result = new CommandLine(new EmulatorOptions(), null, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            result = ParseSwitch(result, name)
                ?? ParseValue(result, name, i + 1 < arguments.Length ? arguments[++i] : null);
        }

        return result;
    }

    private static CommandLine? ParseSwitch(CommandLine line, string name) => name switch
    {
        "--wrapped" => line with { Options = line.Options with { Wrapped = true } },
        "--secure" => line with { Options = line.Options with { Secure = true } },
        "--second-origin" => line with { Options = line.Options with { SecondOrigin = true } },
        "--proxy" => line with { Options = line.Options with { Proxy = true } },
        "--exit-with-stdin" => line with { ExitWithStdin = true },
        _ => null,
    };

    private static CommandLine ParseValue(CommandLine line, string name, string? value)
    {
        if (name == "--module")
        {
            return line with { Module = Text(name, value) };
        }

        var options = line.Options;
        var changed = name switch
        {
            "--port" => options with { Port = (int)Number(name, value) },
            "--recordings" => options with { Recordings = (int)Number(name, value) },
            "--seed" => options with { Seed = (int)Number(name, value) },
            "--token" => options with { Token = Text(name, value) },
            "--token-lifetime" => options with { TokenLifetime = Time(name, value) },
            "--latency" => options with { Latency = TimeSpan.FromMilliseconds(Number(name, value)) },
            "--audio-bytes" => options with { AudioBytes = Number(name, value) },
            "--path-base" => options with { PathBase = Text(name, value) },
            "--proxy-user" => options with { ProxyUser = Text(name, value) },
            "--proxy-password" => options with { ProxyPassword = Text(name, value) },
            "--stall-patience" => options with { StallPatience = TimeSpan.FromSeconds(Fraction(name, value)) },
            "--batch-entries" => options with { BatchEntries = (int)Number(name, value) },
            "--batch-names" => options with { BatchNames = Names(name, value) },
            "--batch-extra" => options with
            {
                BatchExtraEntries = new Dictionary<string, byte[]>(options.BatchExtraEntries) { [Text(name, value)] = "extra"u8.ToArray() },
            },
            "--ready-file" => null,
            _ => throw new FormatException($"Unknown option {name}."),
        };
        return changed is null ? line with { ReadyFile = Text(name, value) } : line with { Options = changed };
    }

    private static string Text(string name, string? value) =>
        string.IsNullOrEmpty(value) ? throw new FormatException($"{name} needs a value.") : value;

    private static long Number(string name, string? value) =>
        long.TryParse(Text(name, value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (number <= int.MaxValue || name == "--audio-bytes")
            ? number
            : throw new FormatException($"{name} needs a number, not '{value}'.");

    private static BatchNames Names(string name, string? value) => Text(name, value) switch
    {
        "utf8" => BatchNames.Utf8,
        "gbk" => BatchNames.Gbk,
        _ => throw new FormatException($"{name} is utf8 or gbk, not '{value}'."),
    };

    private static double Fraction(string name, string? value) =>
        double.TryParse(Text(name, value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} needs a number, not '{value}'.");

    private static TimeSpan Time(string name, string? value) =>
        TimeSpan.TryParse(Text(name, value), CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new FormatException($"{name} needs a time such as 00:00:30, not '{value}'.");
}

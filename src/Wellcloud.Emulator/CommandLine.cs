using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator;

/// <summary>The command line of the program: the emulator's options, and how it says that it is ready.</summary>
internal sealed class CommandLine
{
    private static readonly EmulatorOptions s_default = new();

    // A value may begin with '@', such as a password: it is not the name of a file with more options.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    private readonly Option<int> _port = Number<int>("--port", "Port of the main listener. By default a free port.");
    private readonly Option<int> _recordings = Number<int>("--recordings", "Recordings of the tenant.", s_default.Recordings);
    private readonly Option<int> _seed = Number<int>("--seed", "Seed of the tenant.", s_default.Seed);
    private readonly Option<int?> _days = NumberOrNull<int>("--days", "Days of calls, up to yesterday. By default 2024 to 2026.");
    private readonly Option<string> _token = Text("--token", $"A token that never expires. Default: {EmulatorOptions.DefaultToken}.");
    private readonly Option<TimeSpan> _tokenLifetime = new("--token-lifetime")
    {
        Description = "Lifetime of issued tokens.",
        HelpName = "hh:mm:ss",
        DefaultValueFactory = _ => s_default.TokenLifetime,
    };

    private readonly Option<bool> _oneToken = new("--one-token") { Description = "A new token ends the one issued before." };
    private readonly Option<int?> _tokenRequests = NumberOrNull<int>("--token-requests", "Requests after which an issued token ends. By default never.");
    private readonly Option<int> _latency = Number<int>("--latency", "Milliseconds to wait before each response.");
    private readonly Option<int> _outage = Number<int>("--outage", "Seconds for which the service is up and then down (503), again and again. 0 is always up.");
    private readonly Option<int?> _rate = NumberOrNull<int>("--rate", "Requests for audio accepted a second, evenly. Others get a 429. By default any number.");
    private readonly Option<int?> _retryAfter = NumberOrNull<int>("--retry-after", "Seconds in the Retry-After of these 429. By default there is none.");
    private readonly Option<long?> _audioBytes = NumberOrNull<long>("--audio-bytes", "Size of every audio file. By default 1000 bytes for each second of the call.");
    private readonly Option<string> _pathBase = Text("--path-base", "Path before every endpoint, such as /sdk.");
    private readonly Option<bool> _wrapped = new("--wrapped") { Description = "Send listings as {\"root\":[...],\"total\":n}." };
    private readonly Option<bool> _secure = new("--secure") { Description = "Also listen on https." };
    private readonly Option<bool> _secondOrigin = new("--second-origin") { Description = "Also listen on a second origin that needs no token." };
    private readonly Option<bool> _proxy = new("--proxy") { Description = "Run a forward proxy." };
    private readonly Option<string> _proxyUser = Text("--proxy-user", "User name that the proxy requires.");
    private readonly Option<string> _proxyPassword = Text("--proxy-password", "Password that the proxy requires.");
    private readonly Option<double> _stallPatience = new("--stall-patience")
    {
        Description = "Seconds after which a reader of a listing that takes nothing is disconnected. 0 is never.",
        HelpName = "N",
        CustomParser = Seconds,
    };

    private readonly Option<int> _batchEntries = Number<int>("--batch-entries", "Recordings in the batch.", s_default.BatchEntries);
    private readonly Option<BatchNames> _batchNames = new("--batch-names") { Description = "Encoding of names in the batch." };
    private readonly Option<string[]> _batchExtra = new("--batch-extra") { Description = "One more entry in the batch under exactly this name. Repeatable.", HelpName = "NAME" };
    private readonly Option<string> _readyFile = Text("--ready-file", "File that also gets the line printed when the emulator is ready.");
    private readonly Option<string> _module = Text("--module", "Print lines to paste into a PowerShell, with this module, instead of JSON.");
    private readonly Option<bool> _exitWithStdin = new("--exit-with-stdin") { Description = "Stop when standard input ends." };

    /// <param name="run">Runs the emulator that the command line describes.</param>
    public CommandLine(Func<CommandLine, CancellationToken, Task> run)
    {
        Command = new("The WellCloud recording service on this machine, for tests and demonstrations.")
        {
            _port, _recordings, _seed, _days, _token, _tokenLifetime, _oneToken, _tokenRequests, _latency, _outage, _rate, _retryAfter, _audioBytes, _pathBase, _wrapped, _secure, _secondOrigin, _proxy, _proxyUser,
            _proxyPassword, _stallPatience, _batchEntries, _batchNames, _batchExtra, _readyFile, _exitWithStdin, _module,
        };
        Command.SetAction((parsed, ct) =>
        {
            Read(parsed);
            return run(this, ct);
        });
    }

    public RootCommand Command { get; }

    public EmulatorOptions Options { get; private set; } = s_default;

    /// <summary>A file that gets the line printed when the emulator is ready.</summary>
    public string? ReadyFile { get; private set; }

    /// <summary>Whether the emulator stops when standard input ends.</summary>
    public bool ExitWithStdin { get; private set; }

    /// <summary>The folder of the module that a person imports; with it the emulator greets that person.</summary>
    public string? Module { get; private set; }

    /// <summary>Reads the command line; <see cref="ParseResult.Errors"/> says what is wrong with it.</summary>
    public ParseResult Parse(string[] arguments) => Command.Parse(arguments, s_parser);

    private void Read(ParseResult parsed)
    {
        Options = new()
        {
            Port = parsed.GetValue(_port),
            Recordings = parsed.GetValue(_recordings),
            Seed = parsed.GetValue(_seed),
            Days = parsed.GetValue(_days),
            Token = parsed.GetValue(_token),
            TokenLifetime = parsed.GetValue(_tokenLifetime),
            OneToken = parsed.GetValue(_oneToken),
            TokenRequests = parsed.GetValue(_tokenRequests),
            Latency = TimeSpan.FromMilliseconds(parsed.GetValue(_latency)),
            Outage = TimeSpan.FromSeconds(parsed.GetValue(_outage)),
            Rate = parsed.GetValue(_rate),
            RetryAfter = parsed.GetValue(_retryAfter),
            AudioBytes = parsed.GetValue(_audioBytes),
            PathBase = parsed.GetValue(_pathBase) ?? "",
            Wrapped = parsed.GetValue(_wrapped),
            Secure = parsed.GetValue(_secure),
            SecondOrigin = parsed.GetValue(_secondOrigin),
            Proxy = parsed.GetValue(_proxy),
            ProxyUser = parsed.GetValue(_proxyUser),
            ProxyPassword = parsed.GetValue(_proxyPassword),
            StallPatience = TimeSpan.FromSeconds(parsed.GetValue(_stallPatience)),
            BatchEntries = parsed.GetValue(_batchEntries),
            BatchNames = parsed.GetValue(_batchNames),
            BatchExtraEntries = (parsed.GetValue(_batchExtra) ?? []).Distinct().ToDictionary(static name => name, static _ => "extra"u8.ToArray()),
        };
        ReadyFile = parsed.GetValue(_readyFile);
        ExitWithStdin = parsed.GetValue(_exitWithStdin);
        Module = parsed.GetValue(_module);
    }

    private static Option<string> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT" };

    private static Option<T> Number<T>(string name, string description, T? otherwise = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { Description = description, HelpName = "N" };
        if (otherwise is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.Validators.Add(RefuseNegative);
        return option;
    }

    private static Option<T?> NumberOrNull<T>(string name, string description)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(RefuseNegative);
        return option;
    }

    private static void RefuseNegative(OptionResult result)
    {
        if (result.Tokens.Any(static token => token.Value.StartsWith('-')))
        {
            result.AddError($"{result.Option.Name} needs a number of at least 0.");
        }
    }

    private static double Seconds(ArgumentResult result)
    {
        if (!double.TryParse(result.Tokens.Single().Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            result.AddError("--stall-patience needs a number of seconds such as 0.5.");
        }

        return seconds;
    }
}

using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator;

/// <summary>How an emulator is to be: its tenant, its door and its habits.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The token that is accepted for ever when none is given.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>Port of the main listener on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How many recordings the tenant has.</summary>
    public int Recordings { get; init; } = 1000;

    /// <summary>Seed of the tenant: the same seed and number give the same recordings, byte for byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A token accepted for ever besides those issued; null is <see cref="DefaultToken"/>.</summary>
    public string? Token { get; init; }

    /// <summary>The appId that may apply for tokens.</summary>
    public string AppId { get; init; } = "emulator-app";

    /// <summary>The appSecret that goes with <see cref="AppId"/>.</summary>
    public string AppSecret { get; init; } = "emulator-secret";

    /// <summary>How long an issued token lives.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A path in front of every endpoint, such as <c>/sdk</c>; empty for none.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>A fixed size in bytes of every audio, at least 256; null lets the length follow the call's.</summary>
    public long? AudioBytes { get; init; }

    /// <summary>A wait before the first byte of each answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether listings come as <c>{"root":[…],"total":n}</c> rather than as an array.</summary>
    public bool Wrapped { get; init; }

    /// <summary>Whether to listen on https too, with a certificate made on the spot that nobody trusts.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether to listen on a second origin that wants no token, like the host of a presigned URL.</summary>
    public bool SecondOrigin { get; init; }

    /// <summary>Whether to run a forward proxy on loopback.</summary>
    public bool Proxy { get; init; }

    /// <summary>User name that the proxy wants; null leaves the proxy open.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Password that goes with <see cref="ProxyUser"/>.</summary>
    public string? ProxyPassword { get; init; }

    /// <summary>A reader of a listing that takes nothing for so long is dropped; zero never drops one.</summary>
    public TimeSpan StallPatience { get; init; }

    /// <summary>How many recordings the batch holds at most.</summary>
    public int BatchEntries { get; init; } = 50;

    /// <summary>How the names in the batch are written.</summary>
    public BatchNames BatchNames { get; init; }

    /// <summary>Entries put at the end of the batch under exactly these names, hostile ones included.</summary>
    public IReadOnlyDictionary<string, byte[]> BatchExtraEntries { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The clock of token lifetimes, latencies, delays and patience.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

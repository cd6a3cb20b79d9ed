using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator;

/// <summary>Options of an emulator: its tenant, its listeners and its behaviour.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The token that never expires, when no other is given.</summary>
    public const string DefaultToken = "emulator-token";

    /// <summary>Port of the main listener on 127.0.0.1; 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>How many recordings the tenant has.</summary>
    public int Recordings { get; init; } = 1000;

    /// <summary>Seed of the tenant: the same seed and number give the same recordings, byte for byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>On how many days up to yesterday the calls were, so that a date such as <c>yesterday</c> finds some; null for three fixed years.</summary>
    public int? Days { get; init; }

    /// <summary>A token that never expires, besides the issued tokens; null is <see cref="DefaultToken"/>.</summary>
    public string? Token { get; init; }

    /// <summary>The appId that tokens are issued to.</summary>
    public string AppId { get; init; } = "emulator-app";

    /// <summary>The appSecret that goes with <see cref="AppId"/>.</summary>
    public string AppSecret { get; init; } = "emulator-secret";

    /// <summary>Lifetime of an issued token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether a new token ends the one issued before, as on a service that keeps one token for each client.</summary>
    public bool OneToken { get; init; }

    /// <summary>After how many requests an issued token ends; null if it does not.</summary>
    public int? TokenRequests { get; init; }

    /// <summary>A path before every endpoint, such as <c>/sdk</c>; empty for no path.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Size in bytes of every audio file, at least 256; null derives the size from the length of the call.</summary>
    public long? AudioBytes { get; init; }

    /// <summary>How long to wait before the first byte of each response.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long the service is up and then down (503), again and again; zero for always up.</summary>
    public TimeSpan Outage { get; init; }

    /// <summary>How many requests for audio are accepted a second, evenly; null for any number. Others are refused with 429.</summary>
    public int? Rate { get; init; }

    /// <summary>The seconds in the <c>Retry-After</c> of such a refusal; null for no <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether listings are sent as <c>{"root":[…],"total":n}</c> instead of an array.</summary>
    public bool Wrapped { get; init; }

    /// <summary>Whether to listen on https too, with a self-signed certificate.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether to listen on a second origin that needs no token, like the host of a presigned URL.</summary>
    public bool SecondOrigin { get; init; }

    /// <summary>Whether to run a forward proxy on loopback.</summary>
    public bool Proxy { get; init; }

    /// <summary>User name that the proxy requires; null for a proxy without authentication.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Password that goes with <see cref="ProxyUser"/>.</summary>
    public string? ProxyPassword { get; init; }

    /// <summary>How long a reader of a listing may take nothing before it is disconnected; zero for as long as it likes.</summary>
    public TimeSpan StallPatience { get; init; }

    /// <summary>How many recordings the batch holds at most.</summary>
    public int BatchEntries { get; init; } = 50;

    /// <summary>Encoding of the names in the batch.</summary>
    public BatchNames BatchNames { get; init; }

    /// <summary>Entries added to the end of the batch under exactly these names, hostile names included.</summary>
    public IReadOnlyDictionary<string, byte[]> BatchExtraEntries { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The clock of token lifetimes, latencies, delays and patience.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

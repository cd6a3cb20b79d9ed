using System.Text.Json.Serialization;
using System.Text.Json;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Log;

namespace Wellcloud.Emulator.Faults;

/// <summary>
/// One fault: which requests it affects, how often, and what happens to them. The first rule that matches a request
/// applies; rules that still skip requests, or have applied often enough, do not match.
/// </summary>
public sealed record FaultRule
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;
    private int _hits;

    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The endpoint whose requests it meets.</summary>
    public Endpoint Endpoint { get; init; }

    /// <summary>The recording or call it meets; null for any.</summary>
    public string? Id { get; init; }

    /// <summary>The listener it meets requests at; null for the main and the https one.</summary>
    public Origin? Origin { get; init; }

    /// <summary>How many requests to let pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Of the requests after those, only each n-th is met; 1 for each.</summary>
    public int Every { get; init; } = 1;

    /// <summary>How many requests then go wrong; null for all.</summary>
    public int? Times { get; init; }

    /// <summary>A second fault of the same request; its own conditions do not count.</summary>
    public FaultRule? And { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>The code in an error body; by default the status.</summary>
    public string? Code { get; init; }

    /// <summary>The message in an error body.</summary>
    public string? Message { get; init; }

    /// <summary>A body in place of the service's own, or the value of a header.</summary>
    public string? Body { get; init; }

    /// <summary>The Content-Type of the answer.</summary>
    public string? ContentType { get; init; }

    /// <summary>The character encoding of a header's value, such as <c>utf-8</c> or <c>gbk</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Seconds of a Retry-After.</summary>
    public int? Seconds { get; init; }

    /// <summary>A wait.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>A place in the body in bytes from its start, or from its end when negative: -1 is before the last byte.</summary>
    public long? Bytes { get; init; }

    /// <summary>A place in the body as a fraction of its length, from 0 to 1.</summary>
    public double? Fraction { get; init; }

    /// <summary>How many bytes the announced length is wrong by.</summary>
    public long? LengthError { get; init; }

    /// <summary>What is wrong with the answer to a range.</summary>
    public RangeError RangeError { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public RedirectTarget To { get; init; }

    /// <summary>The Location, sent as given.</summary>
    public string? Location { get; init; }

    /// <summary>How many redirects there are before the answer.</summary>
    public int Hops { get; init; } = 1;

    /// <summary>When a token becomes invalid.</summary>
    public TokenExpiry When { get; init; }

    /// <summary>How many requests the rule has applied to.</summary>
    [JsonInclude]
    public int Hits
    {
        get => Volatile.Read(ref _hits);
        private set => _hits = 0;
    }

    /// <summary>Completes when the first answer stalls.</summary>
    [JsonIgnore]
    public Task Stalled => _stalled.Task;

    /// <summary>How rules are read and written as JSON: names in camel case, kinds by name.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Whether the rule applies to this request, which it matches.</summary>
    internal bool Take()
    {
        if (++_seen <= Skip || (_seen - Skip) % Every != 0 || _hits >= Times)
        {
            return false;
        }

        Hit();
        return true;
    }

    internal void Hit() => Interlocked.Increment(ref _hits);

    internal void HasStalled() => _stalled.TrySetResult();
}

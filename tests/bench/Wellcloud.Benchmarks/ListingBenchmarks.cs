using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Wellcloud.Client;
using Wellcloud.Client.Json;

namespace Wellcloud.Benchmarks;

/// <summary>Measures reading a listing from memory, against a scan of its JSON tokens.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(5)]
[IterationCount(15)]
public class ListingBenchmarks
{
    /// <summary>How many rows a listing has. Divide the allocated bytes by this number.</summary>
    public const int Rows = 20_000;

    private readonly byte[] _body = SampleListing.Make(Rows);
    private readonly byte[] _bodyWithUnknown = SampleListing.Make(Rows, withUnknown: true);
    private readonly RecordingFilter _onePercent = new() { State = new TextFilter(["fail"]) };
    private readonly RecordingFilter _wildcard = new() { AgentName = new TextFilter([], [name => name.EndsWith("96", System.StringComparison.Ordinal)]) };

    /// <summary>Reads every token, and makes nothing of it.</summary>
    [Benchmark(Baseline = true)]
    public long Scan()
    {
        var reader = new Utf8JsonReader(_body);
        while (reader.Read())
        {
        }

        return reader.BytesConsumed;
    }

    /// <summary>Returns every row as a recording.</summary>
    [Benchmark]
    public Task<int> All() => CountAsync(_body, new ListingOptions());

    /// <summary>Returns every row as a recording, with a field that the client does not know.</summary>
    [Benchmark]
    public Task<int> AllWithUnknown() => CountAsync(_bodyWithUnknown, new ListingOptions());

    /// <summary>Returns one row in a hundred, filtered by a literal text.</summary>
    [Benchmark]
    public Task<int> OnePercent() => CountAsync(_body, new ListingOptions { Filter = _onePercent });

    /// <summary>Returns one row in a hundred, filtered by a wildcard.</summary>
    [Benchmark]
    public Task<int> OnePercentByWildcard() => CountAsync(_body, new ListingOptions { Filter = _wildcard });

    private static async Task<int> CountAsync(byte[] body, ListingOptions options)
    {
        var count = 0;
        await foreach (var recording in new RowSequence(RecordingListing.ReadAsync(new MemoryStream(body), options, CancellationToken.None)).ConfigureAwait(false))
        {
            count += recording.Id.Length > 0 ? 1 : 0;
        }

        return count;
    }
}

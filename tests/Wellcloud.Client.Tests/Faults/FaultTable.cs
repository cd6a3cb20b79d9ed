using Xunit;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>The matrix: every endpoint by every fault, once, twice and always where that makes a difference.</summary>
internal static class FaultTable
{
    private static readonly Func<Endpoint, IEnumerable<FaultCase>>[] _faults =
        [StatusFaults.Of, CodeFaults.Of, RetryAfterFaults.Of, ContentFaults.Of, CutFaults.Of, RoadFaults.Of, RedirectFaults.Of, TokenFaults.Of];

    private static readonly Dictionary<string, FaultCase> _cases = new Endpoint[] { Endpoint.Recordings, Endpoint.CallRecordings, Endpoint.Audio, Endpoint.Batch, Endpoint.Token }
        .SelectMany(endpoint => _faults.SelectMany(faults => faults(endpoint)))
        .Concat(RangeFaults.OfAudio())
        .ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    /// <summary>The names of an endpoint's cases.</summary>
    public static TheoryData<FaultName> Of(Endpoint endpoint) => [.. _cases.Values.Where(fault => fault.Endpoint == endpoint).Select(fault => new FaultName(fault.Name))];

    public static FaultCase Named(string name) => _cases[name];
}

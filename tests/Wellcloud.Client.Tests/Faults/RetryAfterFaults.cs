namespace Wellcloud.Client.Tests.Faults;

/// <summary>Retry-After in both forms. Up to ten minutes, the client waits exactly as long. For a longer time, it does not wait at all.</summary>
internal static class RetryAfterFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
        from kind in new[] { FaultKind.RetryAfterSeconds, FaultKind.RetryAfterDate }
        from item in new (int Status, WellcloudError Error)[] { (429, WellcloudError.TooManyRequests), (503, WellcloudError.ServerError) }
        from fault in Of(endpoint, kind, item.Status, item.Error)
        select fault;

    private static IEnumerable<FaultCase> Of(Endpoint endpoint, FaultKind kind, int status, WellcloudError error)
    {
        var name = $"status {status} with {(kind is FaultKind.RetryAfterSeconds ? "Retry-After in seconds" : "Retry-After as a date")}";
        foreach (var fault in Repeat.Passing(endpoint, name, error, kind, rule => rule with { Status = status, Seconds = 600 }))
        {
            // The audio is requested again until two minutes after the first of these waits has ended.
            yield return fault with
            {
                Pause = TimeSpan.FromMinutes(10),
                Requests = endpoint is Endpoint.Audio ? Math.Min(fault.Requests, 3) : fault.Requests,
                Pauses = endpoint is Endpoint.Audio ? Math.Min(fault.Pauses, 2) : fault.Pauses,
            };
        }

        foreach (var fault in Repeat.Final(endpoint, name + " beyond ten minutes", error, kind, rule => rule with { Status = status, Seconds = 601 }))
        {
            yield return fault;
        }
    }
}

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Bodies that end early, late, slowly or never.</summary>
internal static class CutFaults
{
    private static readonly (string Name, long? Bytes, double? Fraction)[] _places =
        [("at the start", 0, null), ("in the middle", null, 0.5), ("before the last byte", -1, null)];

    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. Cuts(endpoint, "cut", FaultKind.CutBody),
        .. Cuts(endpoint, "cut between chunks", FaultKind.CutChunked),
        .. Cuts(endpoint, "closed without a length", FaultKind.CloseDelimited),
        .. Cuts(endpoint, "reset", FaultKind.ResetMidBody),
        .. Cuts(endpoint, "stalled", FaultKind.StallBody),
        .. TooLong(endpoint),
        TooShort(endpoint),
        Repeat.Harmless(endpoint, "slow", FaultKind.SlowBody, rule => rule with { Bytes = 4096, Delay = System.TimeSpan.FromMilliseconds(1) }),
        Repeat.Harmless(endpoint, "late", FaultKind.Delay, rule => rule with { Delay = System.TimeSpan.FromMilliseconds(1) }),
        .. Repeat.Passing(endpoint, "stalled before the head", WellcloudError.Timeout, FaultKind.StallBeforeHeaders),
        .. ClosedBeforeTheHead(endpoint),
        .. Repeat.Passing(endpoint, "reset before the head", WellcloudError.ConnectionFailed, FaultKind.ResetBeforeHeaders),
    ];

    private static IEnumerable<FaultCase> Cuts(Endpoint endpoint, string fault, FaultKind kind) =>
        from place in Places(endpoint)
        let error = Error(endpoint, kind, place.Bytes)
        from item in IsFinal(endpoint, kind, place.Bytes)
            ? Repeat.Final(endpoint, $"{fault} {place.Name}", error, kind, rule => rule with { Bytes = place.Bytes, Fraction = place.Fraction })
            : Repeat.Passing(endpoint, $"{fault} {place.Name}", error, kind, rule => rule with { Bytes = place.Bytes, Fraction = place.Fraction })
        select item with { AfterRows = IsAfterRows(endpoint, place.Bytes), GetsFurther = endpoint is Endpoint.Audio && place.Bytes is not 0 };

    /// <summary>The places at which a body is cut. A listing is cut inside its first and inside its last row, because a complete row is returned at once and ends the retries.</summary>
    private static IEnumerable<(string Name, long? Bytes, double? Fraction)> Places(Endpoint endpoint) => IsListing(endpoint)
        ? [("at the start", 0, null), ("in the first row", 30, null), ("in the last row", -30, null), ("before the last byte", -1, null)]
        : _places;

    private static bool IsListing(Endpoint endpoint) => endpoint is Endpoint.Recordings or Endpoint.CallRecordings;

    private static bool IsAfterRows(Endpoint endpoint, long? bytes) => IsListing(endpoint) && bytes < 0;

    /// <summary>Whether the request is not retried: because rows would be returned twice, or because the shortened body looks like an invalid response.</summary>
    private static bool IsFinal(Endpoint endpoint, FaultKind kind, long? bytes) =>
        IsAfterRows(endpoint, bytes) || (kind is FaultKind.CloseDelimited && (bytes is 0 || endpoint is Endpoint.Token));

    private static WellcloudError Error(Endpoint endpoint, FaultKind kind, long? bytes) => kind switch
    {
        FaultKind.StallBody => WellcloudError.Timeout,
        FaultKind.CloseDelimited when bytes is 0 || endpoint is Endpoint.Token => WellcloudError.InvalidResponse,
        _ => WellcloudError.TruncatedResponse,
    };

    private static IEnumerable<FaultCase> TooLong(Endpoint endpoint)
    {
        const string Name = "announced longer than it is";
        if (IsListing(endpoint))
        {
            return Repeat.Final(endpoint, Name, WellcloudError.TruncatedResponse, FaultKind.WrongLength).Select(fault => fault with { AfterRows = true });
        }

        var faults = Repeat.Passing(endpoint, Name, WellcloudError.TruncatedResponse, FaultKind.WrongLength);

        // A retry that resumes after the last byte is refused (416) and starts again, so each retry sends two requests. The rule counts both.
        return endpoint is not Endpoint.Audio ? faults : faults.Zip([3, 3, 7], (fault, requests) => fault with
        {
            Requests = requests,
            Pauses = fault.Error is null ? 1 : FaultCase.Retries,
        });
    }

    private static IEnumerable<FaultCase> ClosedBeforeTheHead(Endpoint endpoint)
    {
        var faults = Repeat.Passing(endpoint, "closed before the head", WellcloudError.ConnectionFailed, FaultKind.CloseBeforeHeaders);

        // The platform itself repeats a GET whose connection closes before the first byte, at once and up to three times.
        return endpoint is Endpoint.Token ? faults : faults.Zip([2, 3, 4 * (FaultCase.Retries + 1)], (fault, requests) => fault with
        {
            Requests = requests,
            Pauses = fault.Error is null ? 0 : FaultCase.Retries,
        });
    }

    private static FaultCase TooShort(Endpoint endpoint)
    {
        var fault = Repeat.Harmless(endpoint, "announced shorter than it is", FaultKind.WrongLength, rule => rule with { LengthError = -10 });
        return endpoint switch
        {
            Endpoint.Audio => fault with { Unannounced = 10 },
            Endpoint.Token => fault with { Error = WellcloudError.InvalidResponse },
            Endpoint.Batch => fault with { Error = WellcloudError.TruncatedResponse, Requests = FaultCase.Retries + 1, Pauses = FaultCase.Retries },
            _ => fault with { Error = WellcloudError.TruncatedResponse, AfterRows = true },
        };
    }
}

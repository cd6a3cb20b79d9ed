namespace Wellcloud.Soak;

/// <summary>A fault in every tenth request for audio, of ten kinds in turn. Every 2,000th request also ends the token for all requests.</summary>
internal static class SoakFaults
{
    private static readonly FaultRule[] _kinds =
    [
        new() { Kind = FaultKind.Status, Status = 503 },
        new() { Kind = FaultKind.CutBody },
        new() { Kind = FaultKind.ResetMidBody, Fraction = 0.7 },
        new() { Kind = FaultKind.CutChunked, Fraction = 0.3 },
        new() { Kind = FaultKind.CloseBeforeHeaders },
        new() { Kind = FaultKind.ResetBeforeHeaders },
        new() { Kind = FaultKind.RetryAfterSeconds, Seconds = 1 },
        new() { Kind = FaultKind.CodeInBody, Code = "500" },
        new() { Kind = FaultKind.StallBody, Fraction = 0.9 },
        new() { Kind = FaultKind.CutBody, And = new() { Kind = FaultKind.NoValidator } },
    ];

    public static FaultRule[] All { get; } =
    [
        .. _kinds.Select((kind, index) => kind with { Endpoint = Endpoint.Audio, Every = 10 * _kinds.Length, Skip = 10 * index }),
        new() { Kind = FaultKind.ExpireToken, Endpoint = Endpoint.Audio, Every = 2000 },
    ];
}

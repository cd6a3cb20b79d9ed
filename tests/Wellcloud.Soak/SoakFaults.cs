namespace Wellcloud.Soak;

/// <summary>One fault in ten requests for audio, of ten kinds in turn; and now and then a token that ends for all of them at once.</summary>
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

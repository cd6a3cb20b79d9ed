namespace Wellcloud.Client.Tests.Faults;

/// <summary>Faults on the way to the service: no host, no listener, an untrusted certificate, a proxy.</summary>
internal static class RoadFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        new(endpoint, "DNS knows no such host, always")
        {
            Road = Road.NoSuchHost,
            Error = WellcloudError.ConnectionFailed,
            Requests = 0,
            Pauses = FaultCase.Retries,
        },
        new(endpoint, "connection refused, always")
        {
            Road = Road.ClosedDoor,
            Error = WellcloudError.ConnectionFailed,
            Requests = 0,
            Pauses = FaultCase.Retries,
        },
        new(endpoint, "connection refused, once") { Road = Road.ClosedDoor, DoorOpens = 1, Pauses = 1 },
        new(endpoint, "connection refused, twice") { Road = Road.ClosedDoor, DoorOpens = 2, Pauses = 2 },
        new(endpoint, "a certificate nobody trusts") { Road = Road.Untrusted, Error = WellcloudError.ConnectionFailed, Requests = 0 },
        new(endpoint, "a certificate nobody trusts, accepted") { Road = Road.Secure },
        new(endpoint, "a proxy") { Road = Road.Proxy },
        new(endpoint, "a tunnel through a proxy") { Road = Road.Tunnel },
        new(endpoint, "a proxy that wants a password") { Road = Road.ProxyStranger, Error = WellcloudError.UnexpectedStatus, Requests = 0 },
        Tunnel(endpoint, "a tunnel through a proxy that wants a password", Road.TunnelStranger),
        new(endpoint, "a proxy that refuses the password")
        {
            Rules = Refusing,
            Road = Road.Proxy,
            Error = WellcloudError.UnexpectedStatus,
            Requests = 0,
        },
        Tunnel(endpoint, "a tunnel through a proxy that refuses the password", Road.Tunnel) with { Rules = Refusing },
        .. Repeat.Passing(endpoint, "https, cut", WellcloudError.TruncatedResponse, FaultKind.CutBody, rule => rule with { Bytes = 30 })
            .Select(fault => fault with { Road = Road.Secure }),
    ];

    private static IReadOnlyList<FaultRule> Refusing() => [new() { Kind = FaultKind.ProxyAuthentication }];

    /// <summary>Makes the case of a refused tunnel. The build for Windows PowerShell looks for the reason where .NET Framework has it, and this runtime does not.</summary>
    private static FaultCase Tunnel(Endpoint endpoint, string fault, Road road) => Engine.IsNetStandard
        ? new(endpoint, fault) { Road = road, Error = WellcloudError.ConnectionFailed, Requests = 0, Pauses = FaultCase.Retries }
        : new(endpoint, fault) { Road = road, Error = WellcloudError.UnexpectedStatus, Requests = 0 };
}

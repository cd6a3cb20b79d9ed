namespace Wellcloud.Client.Tests.Faults;

/// <summary>Statuses that are errors, according to the error table of the commands.</summary>
internal static class StatusFaults
{
    private static readonly int[] _unexpected = [300, 304, 400, 405, 407, 409, 418, 451];
    private static readonly int[] _server = [500, 501, 502, 503, 504, 599];

    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. _unexpected.SelectMany(status => Final(endpoint, status, WellcloudError.UnexpectedStatus)),
        .. _server.SelectMany(status => Passing(endpoint, status, WellcloudError.ServerError)),
        .. Passing(endpoint, 408, WellcloudError.UnexpectedStatus),
        .. Passing(endpoint, 429, WellcloudError.TooManyRequests).Select(fault => endpoint is Endpoint.Audio && fault.Error is not null ? fault.Patiently() : fault),
        .. Final(endpoint, 401, WellcloudError.AuthenticationFailed),
        .. Final(endpoint, 403, WellcloudError.PermissionDenied),
        .. Bare(endpoint, 404),
        .. Bare(endpoint, 410),
        .. OfRecordings(endpoint),
        .. Repeat.Passing(endpoint, "status 502 with a page of HTML", WellcloudError.ServerError, FaultKind.Html, rule => rule with { Status = 502 }),
        .. Repeat.Passing(endpoint, "status 503 with nothing", WellcloudError.ServerError, FaultKind.Empty, rule => rule with { Status = 503 }),
    ];

    /// <summary>Makes the cases of a status without the service's JSON. It comes from a web server, which does not know whether the service has a recording.</summary>
    private static IEnumerable<FaultCase> Bare(Endpoint endpoint, int status) =>
    [
        .. Repeat.Final(endpoint, $"status {status} with nothing", WellcloudError.UnexpectedStatus, FaultKind.Empty, rule => rule with { Status = status }),
        .. Repeat.Final(endpoint, $"status {status} with a page of HTML", WellcloudError.UnexpectedStatus, FaultKind.Html, rule => rule with { Status = status }),
        .. Repeat.Final(endpoint, $"status {status} with plain text", WellcloudError.UnexpectedStatus, FaultKind.Html, rule => rule with
        {
            Status = status,
            Body = "404 page not found",
            ContentType = "text/plain",
        }),
    ];

    private static IEnumerable<FaultCase> OfRecordings(Endpoint endpoint) => endpoint is Endpoint.Token
        ? []
        :
        [
            .. Final(endpoint, 425, WellcloudError.RecordingNotFound),
            .. Final(endpoint, 448, WellcloudError.RecordingFileMissing),
        ];

    private static IEnumerable<FaultCase> Passing(Endpoint endpoint, int status, WellcloudError error) =>
        Repeat.Passing(endpoint, $"status {status}", error, FaultKind.Status, rule => rule with { Status = status });

    private static IEnumerable<FaultCase> Final(Endpoint endpoint, int status, WellcloudError error) =>
        Repeat.Final(endpoint, $"status {status}", error, FaultKind.Status, rule => rule with { Status = status });
}

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Statuses that are errors, after the table of errors in the contract of the commands.</summary>
internal static class StatusFaults
{
    private static readonly int[] _unexpected = [300, 304, 400, 405, 407, 409, 410, 418, 451];
    private static readonly int[] _server = [500, 501, 502, 503, 504, 599];

    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. _unexpected.SelectMany(status => Final(endpoint, status, WellcloudError.UnexpectedStatus)),
        .. _server.SelectMany(status => Passing(endpoint, status, WellcloudError.ServerError)),
        .. Passing(endpoint, 408, WellcloudError.UnexpectedStatus),
        .. Passing(endpoint, 429, WellcloudError.TooManyRequests),
        .. Final(endpoint, 401, WellcloudError.AuthenticationFailed),
        .. Final(endpoint, 403, WellcloudError.PermissionDenied),
        .. Final(endpoint, 404, NotThere(endpoint)),
        .. OfRecordings(endpoint),
        .. Repeat.Passing(endpoint, "status 502 with a page of HTML", WellcloudError.ServerError, FaultKind.Html, rule => rule with { Status = 502 }),
        .. Repeat.Passing(endpoint, "status 503 with nothing", WellcloudError.ServerError, FaultKind.Empty, rule => rule with { Status = 503 }),
        .. Repeat.Final(endpoint, "status 404 with a page of HTML", NotThere(endpoint), FaultKind.Html, rule => rule with { Status = 404 }),
    ];

    private static WellcloudError NotThere(Endpoint endpoint) =>
        endpoint is Endpoint.Audio or Endpoint.CallRecordings ? WellcloudError.RecordingNotFound : WellcloudError.UnexpectedStatus;

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

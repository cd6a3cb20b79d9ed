namespace Wellcloud.Client.Tests.Faults;

/// <summary>Error codes in a body. Under a status of success, the code counts like a status. Under an error status, only a code that the service uses for recordings (404, 425, 448) overrides the status.</summary>
internal static class CodeFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. Passing(endpoint, 500, WellcloudError.ServerError),
        .. Passing(endpoint, 503, WellcloudError.ServerError),
        .. Passing(endpoint, 429, WellcloudError.TooManyRequests).Select(fault => endpoint is Endpoint.Audio && fault.Error is not null ? fault.Patiently() : fault),
        .. Final(endpoint, 400, WellcloudError.ServerError),
        .. Final(endpoint, 401, WellcloudError.AuthenticationFailed),
        .. Final(endpoint, 403, WellcloudError.PermissionDenied),
        .. Repeat.Passing(endpoint, "code 503 as a number in status 200", WellcloudError.ServerError, FaultKind.Status, rule => rule with
        {
            Status = 200,
            Body = """ {"code": 503, "message": "busy", "data": null} """,
        }),
        .. Repeat.Final(endpoint, "code 503 in status 400", WellcloudError.UnexpectedStatus, FaultKind.Status, rule => rule with { Status = 400, Code = "503" }),
        .. Repeat.Passing(endpoint, "code 400 in status 503", WellcloudError.ServerError, FaultKind.Status, rule => rule with { Status = 503, Code = "400" }),
        .. OfRecordings(endpoint),
        .. endpoint is Endpoint.Audio or Endpoint.CallRecordings ? OfOne(endpoint) : [],
    ];

    private static IEnumerable<FaultCase> OfRecordings(Endpoint endpoint)
    {
        if (endpoint is Endpoint.Token)
        {
            return [];
        }

        (int Code, WellcloudError Error)[] missing = [(425, WellcloudError.RecordingNotFound), (448, WellcloudError.RecordingFileMissing)];
        return missing.SelectMany(item => (IEnumerable<FaultCase>)
        [
            .. Final(endpoint, item.Code, item.Error),
            .. new[] { 400, 404, 500, 503 }.SelectMany(status => Repeat.Final(
                endpoint,
                $"code {item.Code} in status {status}",
                item.Error,
                FaultKind.Status,
                rule => rule with { Status = status, Code = item.Code.ToString() })),
            .. Repeat.Final(
                endpoint,
                $"code {item.Code} in status 200 as text/html",
                item.Error,
                FaultKind.CodeInBody,
                rule => rule with { Code = item.Code.ToString(), ContentType = "text/html" }),
        ]);
    }

    /// <summary>The code 404 in the service's JSON means that there is no such recording or call. A 404 without this code comes from a web server.</summary>
    private static IEnumerable<FaultCase> OfOne(Endpoint endpoint) =>
    [
        .. Final(endpoint, 404, WellcloudError.RecordingNotFound),
        .. new[] { 400, 404, 410, 500, 503 }.SelectMany(status => Repeat.Final(
            endpoint,
            $"code 404 in status {status}",
            WellcloudError.RecordingNotFound,
            FaultKind.Status,
            rule => rule with { Status = status, Code = "404" })),
        .. new[] { "null", "\"none\"", "0", "500" }.SelectMany(code => Repeat.Final(
            endpoint,
            $"code {code} in status 404",
            WellcloudError.UnexpectedStatus,
            FaultKind.Status,
            rule => rule with { Status = 404, Body = $$""" {"message": "no such page", "code": {{code}}} """ })),
        .. Repeat.Final(endpoint, "status 404 with JSON without a code", WellcloudError.UnexpectedStatus, FaultKind.Status, rule => rule with
        {
            Status = 404,
            Body = """ {"timestamp": "2026-11-22T18:30:00Z", "status": 404, "error": "Not Found", "data": {"code": 404}} """,
        }),
    ];

    private static IEnumerable<FaultCase> Passing(Endpoint endpoint, int code, WellcloudError error) =>
        Repeat.Passing(endpoint, $"code {code} in status 200", error, FaultKind.CodeInBody, rule => rule with { Code = code.ToString() });

    private static IEnumerable<FaultCase> Final(Endpoint endpoint, int code, WellcloudError error) =>
        Repeat.Final(endpoint, $"code {code} in status 200", error, FaultKind.CodeInBody, rule => rule with { Code = code.ToString() });
}

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Bodies with the wrong content, and bodies with the right content in an unusual form.</summary>
internal static class ContentFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. Wrong(endpoint, "HTML", FaultKind.Html),
        .. Wrong(endpoint, "nothing", FaultKind.Empty),
        .. endpoint is Endpoint.Recordings or Endpoint.CallRecordings ? [] : Wrong(endpoint, "status 204", FaultKind.Status, rule => rule with { Status = 204 }),
        .. Wrong(endpoint, "JSON of another kind", FaultKind.Html, rule => rule with { Body = """{"data":{}}""", ContentType = Json }),
        .. Wrong(endpoint, "broken JSON", FaultKind.Html, rule => rule with { Body = """{"token" "x"}""", ContentType = Json }),
        .. endpoint is Endpoint.Batch ? [] : Wrong(endpoint, "a word", FaultKind.Html, rule => rule with { Body = "ok", ContentType = "text/plain" }),
        Repeat.Harmless(endpoint, "the wrong content type", FaultKind.WrongContentType),
        Repeat.Harmless(endpoint, "the content type of a page", FaultKind.WrongContentType, rule => rule with { ContentType = "text/html" }),
        Repeat.Harmless(endpoint, "no content type", FaultKind.WrongContentType, rule => rule with { ContentType = "" }),
        Repeat.Harmless(endpoint, "no length", FaultKind.NoLength),
        Repeat.Harmless(endpoint, "neither length nor chunks", FaultKind.CloseDelimited),
        Repeat.Harmless(endpoint, "gzip", FaultKind.Gzip),
        Repeat.Harmless(endpoint, "deflate", FaultKind.Deflate),
        Repeat.Harmless(endpoint, "Brotli", FaultKind.Brotli) with { Error = UnlessKnown },
        .. endpoint is Endpoint.Audio or Endpoint.Batch ? OfFiles(endpoint) : OfJson(endpoint),
        .. endpoint is Endpoint.Recordings or Endpoint.CallRecordings ? OfRows(endpoint) : [],
    ];

    private static string Json => "application/json;charset=utf-8";

    /// <summary>The error for Brotli. Only the build for Windows PowerShell cannot read it, and does not ask for it.</summary>
    private static WellcloudError? UnlessKnown => Engine.IsNetStandard ? WellcloudError.InvalidResponse : null;

    private static IEnumerable<FaultCase> OfJson(Endpoint endpoint) =>
    [
        Repeat.Harmless(endpoint, "a byte order mark", FaultKind.Bom),
        .. Wrong(endpoint, "a number", FaultKind.Html, rule => rule with { Body = "1", ContentType = Json }),
        .. Wrong(endpoint, "null", FaultKind.Html, rule => rule with { Body = "null", ContentType = Json }),
    ];

    private static IEnumerable<FaultCase> OfFiles(Endpoint endpoint) =>
    [
        Repeat.Harmless(endpoint, "no Content-Disposition", FaultKind.Disposition),
        Repeat.Harmless(endpoint, "a hostile Content-Disposition", FaultKind.Disposition, rule => rule with { Body = "attachment; filename=\"../../../../etc/passwd.mp3\"" }),
        Repeat.Harmless(endpoint, "a Content-Disposition in GBK", FaultKind.Disposition, rule => rule with { Body = "attachment; filename=张三.mp3", Encoding = "gbk" }),
        .. Wrong(endpoint, "a list in place of a file", FaultKind.Html, rule => rule with { Body = "[]", ContentType = Json }),
        .. Wrong(endpoint, "HTML that claims to be a file", FaultKind.Html, rule => rule with { ContentType = endpoint is Endpoint.Audio ? "audio/mpeg" : "application/zip" }),
        .. Wrong(endpoint, "a part nobody asked for", FaultKind.Status, rule => rule with { Status = 206, Body = "ID3\u0003", ContentType = "audio/mpeg" }),
    ];

    private static IEnumerable<FaultCase> OfRows(Endpoint endpoint) =>
    [
        Repeat.Harmless(endpoint, "wrapped rows", FaultKind.WrappedRows),
        Repeat.Harmless(endpoint, "rows of odd values", FaultKind.GarbageRows),
        .. Wrong(endpoint, "a second value after the rows", FaultKind.Html, rule => rule with { Body = "[] []", ContentType = Json }),
        .. Repeat.Passing(endpoint, "fewer rows than announced", WellcloudError.TruncatedResponse, FaultKind.Html, rule => rule with
        {
            Body = """{"root":[],"total":7}""",
            ContentType = Json,
        }),
    ];

    private static IEnumerable<FaultCase> Wrong(Endpoint endpoint, string fault, FaultKind kind, System.Func<FaultRule, FaultRule>? shape = null) =>
        Repeat.Final(endpoint, fault, WellcloudError.InvalidResponse, kind, shape);
}

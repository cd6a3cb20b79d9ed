using Xunit;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Redirects. The token goes only to the origin that it is for.</summary>
internal static class RedirectFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) =>
    [
        .. Redirections(endpoint).Select(status => To(endpoint, $"redirect {status} to the same origin", RedirectTarget.SameOrigin, rule => rule with { Status = status }) with { Requests = 2 }),
        To(endpoint, "redirect in a loop", RedirectTarget.Loop) with { Error = WellcloudError.InvalidResponse },
        To(endpoint, "redirect to nowhere", RedirectTarget.NoLocation) with { Error = WellcloudError.InvalidResponse },
        .. new[] { "//", "", " ", "http://", "http:///file", "http://[::1/file", "http://127.0.0.1:99999/file" }.Select(location => Elsewhere(endpoint, location)),
        Elsewhere(endpoint, "ftp://127.0.0.1/file"),
        Elsewhere(endpoint, "file:///etc/passwd"),
        Elsewhere(endpoint, "javascript:alert(1)"),
        To(endpoint, "redirect from https to http", RedirectTarget.Http) with { Road = Road.Secure, Error = WellcloudError.InsecureRedirect },
        .. endpoint is Endpoint.Token ? [Elsewhere(endpoint, "http://wellcloud.invalid/p/api/operation/operation/apply/token?appSecret=x")] : WithToken(endpoint),
        .. endpoint is Endpoint.Audio ? OfAudio() : [],
    ];

    /// <summary>After 301, 302 and 303 a POST becomes a GET, which is not a login.</summary>
    private static int[] Redirections(Endpoint endpoint) => endpoint is Endpoint.Token ? [307, 308] : [301, 302, 303, 307, 308];

    private static IEnumerable<FaultCase> WithToken(Endpoint endpoint) =>
    [
        To(endpoint, "ten redirects", RedirectTarget.SameOrigin, rule => rule with { Hops = 10 }) with { Requests = 11 },
        To(endpoint, "eleven redirects", RedirectTarget.SameOrigin, rule => rule with { Hops = 11 }) with { Requests = 11, Error = WellcloudError.InvalidResponse },
        To(endpoint, "redirect to another origin", RedirectTarget.SecondOrigin) with { Requests = 2, Check = TokenStays },
        To(endpoint, "redirect from http to https", RedirectTarget.Https) with
        {
            Requests = 2,
            Error = WellcloudError.PermissionDenied,
            Check = TokenStays,
        },
        new(endpoint, "redirect to another origin, which is busy, once")
        {
            Rules = () => [Redirect(endpoint, RedirectTarget.SecondOrigin), new() { Kind = FaultKind.Status, Status = 503, Times = 1, Origin = Origin.Second }],
            Requests = 4,
            Pauses = 1,
            Check = TokenStays,
        },
        .. new[] { 401, 403 }.SelectMany(status => Refusing(endpoint, status, WellcloudError.PermissionDenied)),
        .. new[] { 404, 410, 425, 448 }.SelectMany(status => Refusing(endpoint, status, WellcloudError.UnexpectedStatus)),
    ];

    /// <summary>The host behind a redirect knows neither tokens nor recordings. Its 401 renews no token, and its 404 does not mean that a recording is gone.</summary>
    private static IEnumerable<FaultCase> Refusing(Endpoint endpoint, int status, WellcloudError error) =>
        new[] { false, true }.Select(isCode => new FaultCase(endpoint, $"redirect to another origin, which answers {status}{(isCode ? " as a code" : "")}")
        {
            Rules = () =>
            [
                Redirect(endpoint, RedirectTarget.SecondOrigin),
                new() { Kind = isCode ? FaultKind.CodeInBody : FaultKind.Status, Status = isCode ? 200 : status, Code = $"{status}", Endpoint = endpoint, Origin = Origin.Second },
            ],
            Credential = true,
            Logins = 1,
            Requests = 2,
            Error = error,
            Check = TokenStays,
        });

    private static IEnumerable<FaultCase> OfAudio() =>
    [
        new(Endpoint.Audio, "redirect to another origin, which cuts, once")
        {
            Rules = () => [Redirect(Endpoint.Audio, RedirectTarget.SecondOrigin), new() { Kind = FaultKind.CutBody, Times = 1, Origin = Origin.Second }],
            Requests = 4,
            Pauses = 1,
            Status = SaveStatus.Resumed,
            Check = TokenStays,
        },
        new(Endpoint.Audio, "cut, then a redirect to another origin, once")
        {
            Rules = () =>
            [
                new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Audio, Times = 1 },
                Redirect(Endpoint.Audio, RedirectTarget.SecondOrigin),
            ],
            Requests = 3,
            Pauses = 1,
            Status = SaveStatus.Resumed,
            Check = TokenStays,
        },
    ];

    private static FaultCase Elsewhere(Endpoint endpoint, string location) =>
        To(endpoint, $"redirect to {location}", RedirectTarget.SameOrigin, rule => rule with { Location = location }) with { Error = WellcloudError.InvalidResponse };

    private static FaultCase To(Endpoint endpoint, string fault, RedirectTarget to, Func<FaultRule, FaultRule>? shape = null) => new(endpoint, fault)
    {
        Rules = () => [shape is null ? Redirect(endpoint, to) : shape(Redirect(endpoint, to))],
    };

    private static FaultRule Redirect(Endpoint endpoint, RedirectTarget to) => new() { Kind = FaultKind.Redirect, Endpoint = endpoint, To = to };

    private static void TokenStays(IReadOnlyList<LoggedRequest> requests)
    {
        var first = requests[0].Origin;
        Assert.Contains(requests, request => request.Origin != first);
        Assert.All(requests, request => Assert.Equal(request.Origin == first, request.HasAuthorization));
    }
}

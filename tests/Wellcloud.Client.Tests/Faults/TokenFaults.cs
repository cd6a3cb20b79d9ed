namespace Wellcloud.Client.Tests.Faults;

/// <summary>Tokens that end before, between and during requests. A given token cannot be renewed. A requested token is renewed three times.</summary>
internal static class TokenFaults
{
    public static IEnumerable<FaultCase> Of(Endpoint endpoint) => endpoint is Endpoint.Token
        ? []
        :
        [
            Expiring(endpoint, "a given token ends before, once", TokenExpiry.Before, 1) with { Error = WellcloudError.AuthenticationFailed, Logins = 0 },
            Expiring(endpoint, "a given token ends before, always", TokenExpiry.Before, null) with { Error = WellcloudError.AuthenticationFailed, Logins = 0 },
            Expiring(endpoint, "a given token ends during, always", TokenExpiry.During, null) with { Logins = 0 },
            Expiring(endpoint, "the token ends before, once", TokenExpiry.Before, 1) with { Credential = true, Requests = 2, Logins = 2 },
            Expiring(endpoint, "the token ends before, twice", TokenExpiry.Before, 2) with { Credential = true, Requests = 3, Logins = 3, Pauses = 1 },
            Expiring(endpoint, "the token ends before, always", TokenExpiry.Before, null) with
            {
                Credential = true,
                Requests = 4,
                Logins = 4,
                Pauses = 2,
                Error = WellcloudError.AuthenticationFailed,
            },
            Expiring(endpoint, "the token ends during, always", TokenExpiry.During, null) with { Credential = true, Logins = 1 },
            new(endpoint, "the token ends between login and request") { Credential = true, ExpireBetween = true, Requests = 2, Logins = 2 },
            Coded(endpoint, "code 401 in status 200, once", 1) with { Requests = 2, Logins = 2 },
            Coded(endpoint, "code 401 in status 200, always", null) with { Requests = 4, Logins = 4, Pauses = 2, Error = WellcloudError.AuthenticationFailed },
            RefusedRenewal(endpoint, "and the renewal is refused", new() { Kind = FaultKind.Status, Status = 401, Endpoint = Endpoint.Token }) with
            {
                Error = WellcloudError.AuthenticationFailed,
                Requests = 1,
                Logins = 2,
            },
            RefusedRenewal(endpoint, "and the renewal is busy, twice", new() { Kind = FaultKind.Status, Status = 503, Endpoint = Endpoint.Token, Times = 2 }) with
            {
                Requests = 2,
                Logins = 4,
                Pauses = 2,
            },
            .. endpoint is Endpoint.Audio ? OfAudio() : [],
        ];

    private static IEnumerable<FaultCase> OfAudio() =>
    [
        new(Endpoint.Audio, "the token ends during, and the body is cut, once")
        {
            Rules = () =>
            [
                new()
                {
                    Kind = FaultKind.CutBody,
                    Endpoint = Endpoint.Audio,
                    Times = 1,
                    And = new() { Kind = FaultKind.ExpireToken, When = TokenExpiry.During },
                },
            ],
            Credential = true,
            Requests = 3,
            Logins = 2,
            Pauses = 1,
            Status = SaveStatus.Resumed,
        },
    ];

    private static FaultCase Expiring(Endpoint endpoint, string fault, TokenExpiry when, int? times) => new(endpoint, fault)
    {
        Rules = () => [new() { Kind = FaultKind.ExpireToken, Endpoint = endpoint, When = when, Times = times }],
    };

    private static FaultCase Coded(Endpoint endpoint, string fault, int? times) => new(endpoint, "the token ends, " + fault)
    {
        Rules = () => [new() { Kind = FaultKind.CodeInBody, Code = "401", Endpoint = endpoint, Times = times }],
        Credential = true,
    };

    private static FaultCase RefusedRenewal(Endpoint endpoint, string fault, FaultRule login) => new(endpoint, "the token ends between, " + fault)
    {
        Rules = () => [login with { }],
        Credential = true,
        ExpireBetween = true,
    };
}

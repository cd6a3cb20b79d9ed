using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Wellcloud.Emulator.Log;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>A request in the service's terms.</summary>
internal sealed partial record ServiceRequest
{
    private const string TokenPath = "/api/operation/operation/apply/token";
    private const string TenantPath = "/api/operation/tenant/";

    public required Endpoint Endpoint { get; init; }

    public required Origin Origin { get; init; }

    public required string Method { get; init; }

    /// <summary>The path as sent, still escaped.</summary>
    public required string Path { get; init; }

    public required string Query { get; init; }

    public required IQueryCollection Arguments { get; init; }

    public string? Id { get; init; }

    /// <summary>Whether <see cref="Id"/> is the id of a call where audio is requested.</summary>
    public bool AudioOfCall { get; init; }

    public string? Range { get; init; }

    public string? IfRange { get; init; }

    public string? Token { get; init; }

    public string? ContentType { get; init; }

    public string? Accept { get; init; }

    /// <summary>Which version of the audio's validators to show.</summary>
    public int Version { get; init; }

    /// <summary>How many bytes the answered range starts after the requested range.</summary>
    public long RangeShift { get; init; }

    public static ServiceRequest From(HttpContext http, Origin origin, string pathBase)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var (endpoint, id, audioOfCall) = Route(http.Request.Method, path, pathBase);
        return new ServiceRequest
        {
            Endpoint = endpoint,
            Origin = origin,
            Method = http.Request.Method,
            Path = path,
            Query = question < 0 ? "" : target[question..],
            Arguments = http.Request.Query,
            Id = id,
            AudioOfCall = audioOfCall,
            Range = http.Request.Headers.Range,
            IfRange = http.Request.Headers.IfRange,
            Token = http.Request.Headers.Authorization,
            ContentType = http.Request.ContentType,
            Accept = http.Request.Headers.Accept,
        };
    }

    public LoggedRequest ToEntry(bool authorized) => new(
        Endpoint,
        Method,
        Path,
        MaskSecret(Query),
        Id,
        Range,
        IfRange,
        Token is not null,
        authorized,
        Origin)
    {
        Accept = Accept,
    };

    /// <summary>Returns a query with its appSecret masked.</summary>
    public static string MaskSecret(string query) => AppSecret().Replace(query, "$1***");

    private static (Endpoint Endpoint, string? Id, bool AudioOfCall) Route(string method, string path, string pathBase)
    {
        // Tokens have a path of their own: on the default host of the service it begins with /p.
        if (method == "POST")
        {
            return path == pathBase + TokenPath || path == EmulatorServer.TokenPathBase + TokenPath
                ? (Endpoint.Token, null, false)
                : (Endpoint.Other, null, false);
        }

        if (method != "GET" || !path.StartsWith(pathBase + TenantPath, StringComparison.Ordinal))
        {
            return (Endpoint.Other, null, false);
        }

        var segments = path[(pathBase.Length + TenantPath.Length)..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        return segments switch
        {
            ["recordings"] => (Endpoint.Recordings, null, false),
            ["calls", var call, "recordings2"] => (Endpoint.CallRecordings, call, false),
            ["calls", var call, "recording", "stream"] => (Endpoint.Audio, call, true),
            ["recording", var id, "stream2"] => (Endpoint.Audio, id, false),
            ["batch", "download"] => (Endpoint.Batch, null, false),
            _ => (Endpoint.Other, null, false),
        };
    }

    [GeneratedRegex("(appSecret=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex AppSecret();
}

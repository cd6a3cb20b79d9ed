using Wellcloud.Emulator.Endpoints;

namespace Wellcloud.Emulator.Log;

/// <summary>A request as the emulator received it. It is logged on arrival; the last three values follow when they are known.</summary>
/// <param name="Endpoint">What it asked for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as sent, still escaped; for the proxy the whole target.</param>
/// <param name="Query">The query with its question mark, or empty; the appSecret is masked.</param>
/// <param name="Id">The recording or call asked for, unescaped.</param>
/// <param name="Range">The Range header.</param>
/// <param name="IfRange">The If-Range header.</param>
/// <param name="HasAuthorization">Whether an Authorization header came (for the proxy: a Proxy-Authorization).</param>
/// <param name="AuthorizationMatches">Whether it held a token (for the proxy: a password) that is valid at this moment.</param>
/// <param name="Origin">The listener.</param>
public sealed record LoggedRequest(
    Endpoint Endpoint,
    string Method,
    string Path,
    string Query,
    string? Id,
    string? Range,
    string? IfRange,
    bool HasAuthorization,
    bool AuthorizationMatches,
    Origin Origin)
{
    /// <summary>The Accept header.</summary>
    public string? Accept { get; internal init; }

    /// <summary>The status of the response; 0 without a response.</summary>
    public int Status { get; internal set; }

    /// <summary>Bytes of body sent.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>Whether the reader disconnected, or was disconnected, before the end.</summary>
    public bool Aborted { get; internal set; }
}

using System.Net;
using System.Net.Http.Headers;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Http;

/// <summary>A successful response whose body is still to be read. Disposing the body frees the connection.</summary>
internal sealed record ServiceAnswer(ServiceRequest Request, HttpResponseMessage Response, Stream Body)
{
    private const int HeadSize = 4 * 1024;

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Whether the body has a Content-Encoding, so that lengths and ranges count encoded bytes.</summary>
    public bool IsCoded => ContentCoding.Of(Response.Content) is not null;

    public HttpContentHeaders Headers => Response.Content.Headers;

    /// <summary>Returns a header of the content as it came; null when it is missing.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Reads the first bytes of the body, enough to tell what it is.</summary>
    public Task<byte[]> ReadHeadAsync(CancellationToken cancellationToken) => Body.ReadUpToAsync(HeadSize, cancellationToken);
}

using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Wellcloud.Client.Http;

/// <summary>A good answer with its body still to be read. Disposing the body frees the connection.</summary>
internal sealed record ServiceAnswer(ServiceRequest Request, HttpResponseMessage Response, Stream Body)
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Whether the bytes that travelled were not those of the body itself, so that lengths and ranges count others.</summary>
    public bool IsCoded => ContentCoding.Of(Response.Content) is not null;

    public HttpContentHeaders Headers => Response.Content.Headers;
}

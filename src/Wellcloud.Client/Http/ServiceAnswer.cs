using System.Net;
using System.Net.Http.Headers;

namespace Wellcloud.Client.Http;

/// <summary>A good answer with its body still to be read. Disposing the body frees the connection.</summary>
internal sealed record ServiceAnswer(ServiceRequest Request, HttpResponseMessage Response, Stream Body)
{
    private const int HeadSize = 4 * 1024;

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Whether the bytes that travelled were not those of the body itself, so that lengths and ranges count others.</summary>
    public bool IsCoded => ContentCoding.Of(Response.Content) is not null;

    public HttpContentHeaders Headers => Response.Content.Headers;

    /// <summary>A header of the content as it came; null when it did not.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Reads as much of the body as tells what it is.</summary>
    public async Task<byte[]> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[HeadSize];
        var length = 0;
        int read;
        while (length < HeadSize && (read = await Body.ReadAsync(buffer, length, HeadSize - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        return length == HeadSize ? buffer : buffer.AsSpan(0, length).ToArray();
    }
}

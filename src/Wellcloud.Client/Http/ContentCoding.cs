using System.IO.Compression;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Takes the coding off a body. By hand, since a handler that does it hides that there was one, and ranges count coded bytes.</summary>
internal static class ContentCoding
{
    /// <summary>What this build can take off.</summary>
#if NET8_0_OR_GREATER
    public const string Known = "gzip, deflate, br";
#else
    public const string Known = "gzip";
#endif

    /// <summary>The coding of a body; null when there is none.</summary>
    public static string? Of(HttpContent content)
    {
        if (!content.Headers.Contains("Content-Encoding"))
        {
            return null;
        }

        var codings = content.Headers.ContentEncoding.Where(static coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        return codings.Count == 0 ? null : string.Join(", ", codings).ToLowerInvariant();
    }

    /// <summary>The body itself.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.InvalidResponse"/>: it is in a coding that nobody asked for.</exception>
    public static Stream Open(ServiceRequest request, HttpResponseMessage response, Stream body) => Of(response.Content) switch
    {
        null => body,
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
#if NET8_0_OR_GREATER
        "deflate" => new ZLibStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
#endif
        _ when !response.IsSuccessStatusCode => Stream.Null, // The status says enough.
        var other => throw new WellcloudException(WellcloudError.InvalidResponse, string.Format(Messages.UnknownCoding, other))
        {
            Target = request.Target,
            StatusCode = (int)response.StatusCode,
        },
    };
}

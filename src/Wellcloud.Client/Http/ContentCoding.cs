using System.IO.Compression;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Decodes Content-Encoding. Not left to the handler, which hides that there was an encoding, while ranges count encoded bytes.</summary>
internal static class ContentCoding
{
    /// <summary>The encodings that this build can decode.</summary>
#if NET8_0_OR_GREATER
    public const string Known = "gzip, deflate, br";
#else
    public const string Known = "gzip";
#endif

    /// <summary>Returns the encoding of a body; null when it has none.</summary>
    public static string? Of(HttpContent content)
    {
        if (!content.Headers.Contains("Content-Encoding"))
        {
            return null;
        }

        var codings = content.Headers.ContentEncoding.Where(static coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        return codings.Count == 0 ? null : string.Join(", ", codings).ToLowerInvariant();
    }

    /// <summary>Returns the decoded body.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.InvalidResponse"/>: the encoding was not asked for.</exception>
    public static Stream Open(ServiceRequest request, HttpResponseMessage response, Stream body) => Of(response.Content) switch
    {
        null => body,
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
#if NET8_0_OR_GREATER
        "deflate" => new ZLibStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
#endif
        _ when !response.IsSuccessStatusCode => Stream.Null, // the status is enough
        var other => throw new WellcloudException(WellcloudError.InvalidResponse, string.Format(Messages.UnknownCoding, other))
        {
            Target = request.Target,
            StatusCode = (int)response.StatusCode,
        },
    };
}

#if NET8_0_OR_GREATER
using System.IO.Compression;
#endif
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Decodes Content-Encoding. Not left to the handler, which hides that there was an encoding, while ranges count encoded bytes.</summary>
internal static class ContentCoding
{
    /// <summary>The encodings that this build can decode.</summary>
#if NET8_0_OR_GREATER
    public const string Known = "gzip, deflate, br";
#else
    public const string Known = "gzip, deflate";
#endif

    /// <summary>Values that servers send although the bytes are unchanged: transfer codings, and traces of uploads to object stores.</summary>
    private static readonly HashSet<string> _nothing = new(StringComparer.OrdinalIgnoreCase) { "identity", "chunked", "aws-chunked", "7bit", "8bit" };

    private static readonly HashSet<string> _something = new(StringComparer.OrdinalIgnoreCase) { "gzip", "x-gzip", "deflate", "br", "zstd", "compress" };

    /// <summary>Returns the encoding of a body; null when it has none.</summary>
    public static string? Of(HttpContent content)
    {
        if (!content.Headers.Contains("Content-Encoding"))
        {
            return null;
        }

        var codings = content.Headers.ContentEncoding.Where(static coding => !IsNothing(coding)).ToList();
        return codings.Count == 0 ? null : string.Join(", ", codings).ToLowerInvariant();
    }

    /// <summary>Returns the decoded body.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.InvalidResponse"/>: the encoding was not asked for.</exception>
    public static Stream Open(ServiceRequest request, HttpResponseMessage response, Stream body) =>
        Of(response.Content) is { } coding ? Decode(coding, request, response, body) : body;

    private static Stream Decode(string coding, ServiceRequest request, HttpResponseMessage response, Stream body) => coding switch
    {
        "gzip" or "x-gzip" => new DecodedStream(body, isGzip: true),
        "deflate" => new DecodedStream(body, isGzip: false),
#if NET8_0_OR_GREATER
        "br" => new BrotliStream(body, CompressionMode.Decompress),
#endif
        _ when !response.IsSuccessStatusCode => Stream.Null, // the status is enough
        _ => throw new WellcloudException(WellcloudError.InvalidResponse, string.Format(Messages.UnknownCoding, coding))
        {
            Target = request.Target,
            StatusCode = (int)response.StatusCode,
        },
    };

    /// <summary>Whether a coding leaves the bytes unchanged. Servers also put names of text encodings here by mistake.</summary>
    private static bool IsNothing(string coding) => _nothing.Contains(coding) || (!_something.Contains(coding) && Charset.TryFind(coding, out _));
}

using System.Net.Http.Headers;

namespace Wellcloud.Client.Http;

/// <summary>One request as it is meant; a message is made of it for every attempt and every hop.</summary>
internal sealed record ServiceRequest(ServiceSubject Subject, Uri Uri)
{
    private readonly string? _target;

    /// <summary>What errors are about: the recording id, the call id, or the address without its query.</summary>
    public string Target { get => _target ?? Printable(Uri); init => _target = value; }

    /// <summary>Where to go on from, with the validator that must still hold.</summary>
    public (long Start, string Validator)? Resume { get; init; }

    /// <summary>Takes secrets out of the service's words, which may repeat what was sent.</summary>
    public Func<string, string> Redact { get; init; } = static words => words;

    /// <summary>Told in a line what is sent and what comes back.</summary>
    public IProgress<string>? Observer { get; init; }

    /// <summary>An address as it may be shown. The query of the token endpoint holds the secret, and nobody knows what a redirect's holds.</summary>
    public static string Printable(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The same request, whose errors never repeat a secret, not even as it stands in an address.</summary>
    public ServiceRequest Hiding(string secret) =>
        this with { Redact = words => words.Replace(secret, "***").Replace(Uri.EscapeDataString(secret), "***") };

    /// <summary>The message for one hop.</summary>
    /// <param name="hop">Where it goes.</param>
    /// <param name="method">The verb of this hop.</param>
    /// <param name="token">The bare token, without a scheme (vendor's page); null on another origin.</param>
    public HttpRequestMessage ToMessage(Uri hop, HttpMethod method, string? token)
    {
        var message = new HttpRequestMessage(method, hop);
        if (token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", token);
        }

        if (method == HttpMethod.Post)
        {
            // Without this header the service answers RESTEASY003065 (vendor's page on tokens).
            message.Content = new ByteArrayContent([]);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json;charset=utf-8");
        }

        if (Subject is ServiceSubject.Recording or ServiceSubject.Batch)
        {
            // Ranges and lengths count encoded bytes, so audio is asked for as it is.
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            message.Headers.TryAddWithoutValidation("Accept", "*/*");
        }
        else
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Known);
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        if (Resume is { } resume)
        {
            message.Headers.Range = new RangeHeaderValue(resume.Start, null);
            message.Headers.TryAddWithoutValidation("If-Range", resume.Validator);
        }

        return message;
    }
}

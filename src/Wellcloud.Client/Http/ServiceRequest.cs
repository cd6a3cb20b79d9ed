using System.Net.Http.Headers;

namespace Wellcloud.Client.Http;

/// <summary>One request, from which a message is made for every attempt and every redirect.</summary>
internal sealed record ServiceRequest(ServiceSubject Subject, Uri Uri)
{
    private readonly string? _target;

    /// <summary>The target of errors: the recording id, the call id, or the address without its query.</summary>
    public string Target { get => _target ?? Printable(Uri); init => _target = value; }

    /// <summary>Where to resume, and the validator that must still hold.</summary>
    public (long Start, string Validator)? Resume { get; init; }

    /// <summary>The ETag of what is there already: 304 says that the service still has the same audio.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The address that this request goes to, which may differ from <see cref="Uri"/> after a redirect.</summary>
    public Uri Hop { get => field ?? Uri; init; }

    /// <summary>What supplies the token, and knows why one may be refused; null for the login itself.</summary>
    public TokenSource? Tokens { get; init; }

    /// <summary>The origin that a redirect led to and that answers; null while the service itself answers.</summary>
    public Uri? RedirectedTo { get; init; }

    /// <summary>Removes secrets from messages of the service, which may repeat what was sent.</summary>
    public Func<string, string> Redact { get; init; } = static words => words;

    /// <summary>Gets a line for each request and response.</summary>
    public IProgress<string>? Observer { get; init; }

    /// <summary>Returns an address without its query: that of the token endpoint holds the secret, and that of a redirect may hold one.</summary>
    public static string Printable(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Returns the same request with a secret that errors never repeat, not even escaped as in an address.</summary>
    public ServiceRequest Hiding(string secret) =>
        this with { Redact = words => words.Replace(secret, "***").Replace(Uri.EscapeDataString(secret), "***") };

    /// <summary>Returns the message for one hop.</summary>
    /// <param name="hop">The address.</param>
    /// <param name="method">The method.</param>
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
            // Ranges and lengths count encoded bytes, so audio is asked for without encoding.
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

        if (IfNoneMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", IfNoneMatch);
        }

        return message;
    }
}

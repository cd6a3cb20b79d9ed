namespace Wellcloud.Client.Http;

/// <summary>Adds the password of the proxy to each request, once the proxy has asked for it.</summary>
internal sealed class ProxyLogin(HttpMessageHandler inner, SessionProxy proxy) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (proxy.AuthorizationFor(request.RequestUri!) is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Proxy-Authorization", authorization);
        }

        return base.SendAsync(request, cancellationToken);
    }
}

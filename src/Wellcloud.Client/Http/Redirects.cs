using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>The way of one request through redirects. They are followed by hand, so that the token stays on its origin and https never becomes http.</summary>
internal sealed class Redirects(ServiceRequest request)
{
    private const int MaximumHops = 10;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private HttpMethod _method = request.Subject is ServiceSubject.Login ? HttpMethod.Post : HttpMethod.Get;
    private Uri _hop = request.Uri;

    /// <summary>The address of the next message if its origin is not that of the request; otherwise null.</summary>
    public Uri? Elsewhere => IsSameOrigin(_hop, request.Uri) ? null : _hop;

    /// <summary>Returns the next message. It holds only headers, so it need not be disposed.</summary>
    /// <param name="token">The token, which only the first origin gets.</param>
    public HttpRequestMessage Message(string? token) => request.ToMessage(_hop, _method, Elsewhere is null ? token : null);

    /// <summary>Goes where a response redirects to.</summary>
    /// <returns>False when the response is not a redirect.</returns>
    public bool Follow(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308))
        {
            return false;
        }

        if (response.Headers.Location is not { } location || !Uri.TryCreate(_hop, location, out var next) || !ServiceUri.HasPossibleHost(next))
        {
            throw Fault(WellcloudError.InvalidResponse, Messages.RedirectWithoutLocation, status);
        }

        if (_hop.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
        {
            throw Fault(WellcloudError.InsecureRedirect, string.Format(Messages.InsecureRedirect, ServiceRequest.Printable(next)), status);
        }

        if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp)
        {
            throw Fault(WellcloudError.InvalidResponse, string.Format(Messages.RedirectElsewhere, next.Scheme), status);
        }

        if (request.Subject is ServiceSubject.Login && !IsSameHost(next, request.Uri))
        {
            // The address of a login contains the appSecret, and many servers repeat it in the redirect.
            throw Fault(WellcloudError.InvalidResponse, string.Format(Messages.LoginRedirected, ServiceRequest.Printable(next)), status);
        }

        if (!_seen.Add(_hop.AbsoluteUri) || _seen.Contains(next.AbsoluteUri) || _seen.Count > MaximumHops)
        {
            throw Fault(WellcloudError.InvalidResponse, Messages.RedirectLoop, status);
        }

        request.Observer?.Report(string.Format(Messages.Redirected, status, ServiceRequest.Printable(next)));
        _hop = next;
        _method = status is 307 or 308 ? _method : HttpMethod.Get;
        return true;
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && IsSameHost(one, other);

    private static bool IsSameHost(Uri one, Uri other) => string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private WellcloudException Fault(WellcloudError error, string message, int status) =>
        new(error, message) { Target = request.Target, StatusCode = status };
}

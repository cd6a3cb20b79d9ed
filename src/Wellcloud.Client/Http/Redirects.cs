using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Follows redirects by hand, so that the token stays on its origin and https never becomes http.</summary>
internal static class Redirects
{
    private const int MaximumHops = 10;

    /// <summary>Sends a request and follows its redirects.</summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token, which only the first origin gets.</param>
    /// <param name="send">Sends one message.</param>
    /// <returns>The last response, and the address that it comes from when that is another origin.</returns>
    public static async Task<(HttpResponseMessage Response, Uri? Elsewhere)> FollowAsync(
        ServiceRequest request, string? token, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        var method = request.Subject is ServiceSubject.Login ? HttpMethod.Post : HttpMethod.Get;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hop = request.Uri;
        while (true)
        {
            // Not disposed: these messages hold only headers.
            var isHome = IsSameOrigin(hop, request.Uri);
            var response = await send(request.ToMessage(hop, method, isHome ? token : null)).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is not (301 or 302 or 303 or 307 or 308))
            {
                return (response, isHome ? null : hop);
            }

            using (response)
            {
                if (response.Headers.Location is not { } location || !Uri.TryCreate(hop, location, out var next) || !ServiceUri.HasPossibleHost(next))
                {
                    throw Fault(WellcloudError.InvalidResponse, Messages.RedirectWithoutLocation, request, status);
                }

                if (hop.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                {
                    throw Fault(WellcloudError.InsecureRedirect, string.Format(Messages.InsecureRedirect, ServiceRequest.Printable(next)), request, status);
                }

                if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp)
                {
                    throw Fault(WellcloudError.InvalidResponse, string.Format(Messages.RedirectElsewhere, next.Scheme), request, status);
                }

                if (request.Subject is ServiceSubject.Login && !IsSameHost(next, request.Uri))
                {
                    // The address of a login contains the appSecret, and many servers repeat it in the redirect.
                    throw Fault(WellcloudError.InvalidResponse, string.Format(Messages.LoginRedirected, ServiceRequest.Printable(next)), request, status);
                }

                if (!seen.Add(hop.AbsoluteUri) || seen.Contains(next.AbsoluteUri) || seen.Count > MaximumHops)
                {
                    throw Fault(WellcloudError.InvalidResponse, Messages.RedirectLoop, request, status);
                }

                request.Observer?.Report(string.Format(Messages.Redirected, status, ServiceRequest.Printable(next)));
                hop = next;
                method = status is 307 or 308 ? method : HttpMethod.Get;
            }
        }
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && IsSameHost(one, other);

    private static bool IsSameHost(Uri one, Uri other) => string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static WellcloudException Fault(WellcloudError error, string message, ServiceRequest request, int status) =>
        new(error, message) { Target = request.Target, StatusCode = status };
}

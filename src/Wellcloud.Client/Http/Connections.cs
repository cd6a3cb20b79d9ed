using System.Net;

namespace Wellcloud.Client.Http;

/// <summary>Opens the connections of one session: without cookies, without automatic redirects, and without a limit on their number.</summary>
internal static class Connections
{
    public static HttpClient Open(WellcloudClientOptions options, SessionProxy? proxy)
    {
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectionTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a run of hours has to notice a change in DNS
            UseProxy = options.UseProxy,
            Proxy = proxy,
        };
        if (options.SkipCertificateCheck)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = 1024,
            UseProxy = options.UseProxy,
            Proxy = proxy,
        };
        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        }
#endif
        return new HttpClient(proxy is null ? handler : new ProxyLogin(handler, proxy)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>Returns the proxy of a session; null if there is none, or if the platform itself has to find it for each address.</summary>
    public static SessionProxy? ProxyOf(WellcloudClientOptions options) =>
        !options.UseProxy ? null
        : options.Proxy is { } given ? new SessionProxy(WithoutUser(given), new(null))
        : HasEnvironmentProxy() ? new SessionProxy(SystemProxy(), NoProxyList.FromEnvironment())
        : null;

    /// <summary>Whether a variable names the proxy. Without these variables, Windows and macOS may have several proxies for one address, and only the platform can try them in turn.</summary>
    private static bool HasEnvironmentProxy() => new[] { "http_proxy", "https_proxy", "all_proxy", "no_proxy" }
        .Any(static name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name) ?? Environment.GetEnvironmentVariable(name.ToUpperInvariant())));

    private static IWebProxy SystemProxy() =>
#if NET8_0_OR_GREATER
        HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    /// <summary>Moves the password of a proxy from its address, which the platform repeats in errors, to its credentials.</summary>
    private static IWebProxy WithoutUser(IWebProxy proxy)
    {
        if (proxy is not WebProxy { Address: { UserInfo.Length: > 0 } address } given)
        {
            return proxy;
        }

        var user = address.UserInfo.Split([':'], 2);
        return new WebProxy(SessionProxy.WithoutUser(address), given.BypassProxyOnLocal)
        {
            Credentials = given.Credentials ?? new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.Length > 1 ? user[1] : "")),
        };
    }
}

using System.Net;

namespace Wellcloud.Client.Http;

/// <summary>Opens the connections of one session: without cookies, without automatic redirects, and without a limit on their number.</summary>
internal static class Connections
{
    public static HttpClient Open(WellcloudClientOptions options)
    {
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectionTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a run of hours has to notice a change in DNS
            UseProxy = options.UseProxy,
            Proxy = WithoutUser(options.Proxy),
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
            Proxy = WithoutUser(options.Proxy),
        };
        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        }
#endif
        return new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>Moves the password of a proxy from its address, which the platform repeats in errors, to its credentials.</summary>
    private static IWebProxy? WithoutUser(IWebProxy? proxy)
    {
        if (proxy is not WebProxy { Address: { UserInfo.Length: > 0 } address } given)
        {
            return proxy;
        }

        var user = address.UserInfo.Split([':'], 2);
        return new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri, given.BypassProxyOnLocal)
        {
            Credentials = given.Credentials ?? new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.Length > 1 ? user[1] : "")),
        };
    }
}

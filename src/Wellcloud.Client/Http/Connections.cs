using System.Net;

namespace Wellcloud.Client.Http;

/// <summary>Makes the connections of one session: no cookies, no redirects of their own, no limit on how many.</summary>
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
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // so that a change of address in DNS is seen by a run of hours
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

    /// <summary>The proxy with the password out of its address, which the platform repeats in its errors, and among the credentials.</summary>
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

using System.Net;
using System.Text;

namespace Wellcloud.Client.Http;

/// <summary>
/// The proxy of a session. It remembers the password that a proxy asked for, so that later requests send it at once: the platform would wait
/// for a refusal each time, and send every request twice.
/// </summary>
/// <param name="inner">The given proxy, or the proxy of the system.</param>
/// <param name="without">The hosts that are reached without a proxy.</param>
internal sealed class SessionProxy(IWebProxy inner, NoProxyList without) : IWebProxy, ICredentials
{
    private volatile Tuple<Uri, NetworkCredential>? _asked;

    public ICredentials? Credentials
    {
        get => inner.Credentials is null ? null : this;
        set => inner.Credentials = value;
    }

    /// <summary>
    /// Returns the proxy for an address, without the user and password that a variable may contain: the platform repeats the address in its
    /// errors, and takes the login from the credentials. Null if the address is reached directly.
    /// </summary>
    public Uri? Find(Uri address) =>
        without.Contains(address) || inner.IsBypassed(address) || inner.GetProxy(address) is not { } proxy || proxy == address ? null
        : proxy.UserInfo.Length == 0 ? proxy
        : WithoutUser(proxy);

    /// <summary>Returns an address without user and password.</summary>
    public static Uri WithoutUser(Uri address) => new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    /// <summary>Returns the value of Proxy-Authorization to send with a request; null if none is needed.</summary>
    public string? AuthorizationFor(Uri address)
    {
        // Over https, the platform sends the password with each new tunnel. The headers inside the tunnel go to the service, not to the proxy.
        if (_asked is not { } asked || address.Scheme != Uri.UriSchemeHttp || Find(address)?.Authority != asked.Item1.Authority)
        {
            return null;
        }

        var login = asked.Item2;
        var user = string.IsNullOrEmpty(login.Domain) ? login.UserName : $"{login.Domain}\\{login.UserName}";
        return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{login.Password}"));
    }

    Uri? IWebProxy.GetProxy(Uri destination) => Find(destination);

    bool IWebProxy.IsBypassed(Uri host) => Find(host) is null;

    /// <summary>Returns the login. The platform asks for it when the proxy has refused a request without one.</summary>
    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType)
    {
        var login = inner.Credentials?.GetCredential(uri, authType);
        if (login is not null && authType.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            _asked = Tuple.Create(uri, login);
        }

        return login;
    }
}

using System.Net;
using System.Text;

namespace Wellcloud.Client.Http;

/// <summary>
/// The proxy of a session. It remembers the password that a proxy asked for, so that later requests bring it at once: the platform waits for
/// a refusal each time, which doubles every request.
/// </summary>
/// <param name="inner">The proxy that was given, or that of the system.</param>
/// <param name="without">The hosts that are reached without a proxy.</param>
internal sealed class SessionProxy(IWebProxy inner, NoProxyList without) : IWebProxy, ICredentials
{
    private volatile Tuple<Uri, NetworkCredential>? _asked;

    public ICredentials? Credentials
    {
        get => inner.Credentials is null ? null : this;
        set => inner.Credentials = value;
    }

    /// <summary>Returns the proxy that an address is reached through; null for none.</summary>
    public Uri? Find(Uri address) => without.Contains(address) || inner.IsBypassed(address) || inner.GetProxy(address) is not { } proxy || proxy == address ? null : proxy;

    /// <summary>Returns the value of Proxy-Authorization to send ahead; null for none.</summary>
    public string? AuthorizationFor(Uri address)
    {
        // Over https the proxy gets the password with each new connection, and what is sent inside goes to the service.
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

    /// <summary>The platform asks for a login when the proxy has refused a request without one.</summary>
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

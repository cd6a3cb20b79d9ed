using Wellcloud.Client.Resources;

namespace Wellcloud.Client;

/// <summary>Reads the address of a proxy as people write it.</summary>
public static class ProxyAddress
{
#if NET8_0_OR_GREATER
    private static readonly string[] _schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] _schemes = ["http"];
#endif

    /// <summary>Returns the address; <c>host:port</c> means an http proxy.</summary>
    /// <exception cref="ArgumentException">The text is not the address of a proxy, or the platform cannot use its scheme.</exception>
    public static Uri Read(string text)
    {
        text = (text ?? throw new ArgumentNullException(nameof(text))).Trim();
        var full = text.Contains("://") ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Host.Length > 0 && _schemes.Contains(address.Scheme)
            ? address
            : throw new ArgumentException(string.Format(Messages.ProxyAddress, WithoutLogin(text), string.Join(", ", _schemes)));
    }

    /// <summary>Removes user name and password, which errors must not repeat.</summary>
    private static string WithoutLogin(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : text.Substring(at + 1);
    }
}

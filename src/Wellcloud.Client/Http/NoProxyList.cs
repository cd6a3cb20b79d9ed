using System.Net;
using System.Net.Sockets;

namespace Wellcloud.Client.Http;

/// <summary>The hosts that are reached without a proxy, as <c>no_proxy</c> lists them for curl and others: <c>*</c>, names, addresses, networks.</summary>
internal sealed class NoProxyList(string? text)
{
    private readonly string[] _entries = (text ?? "").Split([',', ' ', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns the list from the environment.</summary>
    public static NoProxyList FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY"));

    /// <summary>Whether an address is reached without a proxy.</summary>
    public bool Contains(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        var isAddress = IPAddress.TryParse(host, out var ip);
        return _entries.Any(entry => entry == "*" || (isAddress ? MatchesAddress(entry, ip!, address.Port) : MatchesName(entry, host, address.Port)));
    }

    /// <summary>Whether a host is the name itself or a name below it. The entry may begin with a dot or a star.</summary>
    private static bool MatchesName(string entry, string host, int port)
    {
        var name = WithoutPort(entry, port)?.TrimStart('*').Trim('.');
        return name is { Length: > 0 } && host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            && (host.Length == name.Length || host[host.Length - name.Length - 1] == '.');
    }

    private static bool MatchesAddress(string entry, IPAddress ip, int port)
    {
        var slash = entry.IndexOf('/');
        if (slash >= 0)
        {
            return IPAddress.TryParse(entry.Substring(0, slash).Trim('[', ']'), out var network)
                && int.TryParse(entry.Substring(slash + 1), out var bits) && IsInside(ip, network, bits);
        }

        return IPAddress.TryParse(entry.Trim('[', ']'), out var only)
            ? only.Equals(ip)
            : WithoutPort(entry, port) is { } name && IPAddress.TryParse(name.Trim('[', ']'), out var withPort) && withPort.Equals(ip);
    }

    /// <summary>Returns the entry without its port; null if the entry is for another port.</summary>
    private static string? WithoutPort(string entry, int port)
    {
        var colon = entry.LastIndexOf(':');
        return colon < 0 ? entry : int.TryParse(entry.Substring(colon + 1), out var only) && only == port ? entry.Substring(0, colon) : null;
    }

    private static bool IsInside(IPAddress ip, IPAddress network, int bits)
    {
        ip = ip.IsIPv4MappedToIPv6 && network.AddressFamily == AddressFamily.InterNetwork ? ip.MapToIPv4() : ip;
        var (one, other) = (ip.GetAddressBytes(), network.GetAddressBytes());
        return one.Length == other.Length && bits >= 0 && bits <= one.Length * 8
            && Enumerable.Range(0, bits).All(bit => ((one[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) == 0);
    }
}

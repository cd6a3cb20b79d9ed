namespace Wellcloud.Client.Tests.Faults;

/// <summary>How a client comes to the service.</summary>
internal enum Road
{
    /// <summary>Over http.</summary>
    Direct,

    /// <summary>Over https, whose certificate is accepted although nobody trusts it.</summary>
    Secure,

    /// <summary>Over https, whose certificate nobody trusts.</summary>
    Untrusted,

    /// <summary>Through a proxy whose password it does not know.</summary>
    ProxyStranger,

    /// <summary>Through a proxy whose password it knows.</summary>
    Proxy,

    /// <summary>Over https through a proxy whose password it does not know.</summary>
    TunnelStranger,

    /// <summary>Over https through a proxy whose password it knows.</summary>
    Tunnel,

    /// <summary>To a port that takes no connections until it is opened.</summary>
    ClosedDoor,

    /// <summary>To a name that no host has (RFC 2606).</summary>
    NoSuchHost,
}

namespace Wellcloud.Client;

/// <summary>Why something failed, for errors with several causes that need different advice.</summary>
public enum FaultReason
{
    /// <summary>The error needs no further reason, or none is known.</summary>
    None,

    /// <summary>The proxy cannot be reached, or refuses to connect.</summary>
    Proxy,

    /// <summary>The proxy asks for a user name and password.</summary>
    ProxyLogin,

    /// <summary>The issuer of the certificate is not trusted on this machine.</summary>
    UntrustedIssuer,

    /// <summary>The certificate has expired, or is not valid yet.</summary>
    ExpiredCertificate,

    /// <summary>The certificate is for another host.</summary>
    OtherHost,

    /// <summary>No host has this name, or the host refuses the connection.</summary>
    Unreachable,

    /// <summary>A web page came instead of audio: from a web server or a proxy, and not from the service.</summary>
    WebPage,

    /// <summary>The service was down for longer than the run waits for it.</summary>
    Outage,

    /// <summary>The folder has no ledger, so it is not an archive.</summary>
    NotAnArchive,

    /// <summary>The service refuses the appId with this appSecret.</summary>
    Login,
}

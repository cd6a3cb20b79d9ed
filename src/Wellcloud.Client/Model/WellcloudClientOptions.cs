using System.Net;
using System.Security;

namespace Wellcloud.Client;

/// <summary>Where the service is, who asks, and how patient to be.</summary>
public sealed class WellcloudClientOptions
{
    /// <summary>The vendor's default service host, after the vendor's page on recordings.</summary>
    public static readonly Uri DefaultBaseUri = new("http://tpisdk.wellcloud.cc");

    /// <summary>The vendor's default host for tokens, after the vendor's page on tokens.</summary>
    public static readonly Uri DefaultTokenUri = new("http://tpiag.wellcloud.cc/p");

    /// <summary>China Standard Time, the offset of the vendor's own service.</summary>
    public static readonly TimeSpan DefaultUtcOffset = TimeSpan.FromHours(8);

    /// <summary>Where the service is; http or https, a path in front of the endpoints is kept.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>Where tokens are applied for; only used with <see cref="AppId"/>.</summary>
    public Uri TokenUri { get; init; } = DefaultTokenUri;

    /// <summary>A token that was applied for elsewhere. It cannot be renewed.</summary>
    public SecureString? Token { get; init; }

    /// <summary>The application id to apply for tokens with, when no <see cref="Token"/> is given.</summary>
    public string? AppId { get; init; }

    /// <summary>The secret of <see cref="AppId"/>.</summary>
    public SecureString? AppSecret { get; init; }

    /// <summary>Whose application it is.</summary>
    public TenantType TenantType { get; init; } = TenantType.Tenant;

    /// <summary>The offset in which the service writes its times, which come without a zone. China Standard Time unless told otherwise.</summary>
    public TimeSpan UtcOffset { get; init; } = DefaultUtcOffset;

    /// <summary>How long to wait for a connection. Windows PowerShell's HTTP stack has no such limit and counts it into <see cref="OperationTimeout"/>.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the service may send nothing: a stalled answer ends, a slow one does not.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is sent again after a fault that may pass.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The base of the pause before a retry; it doubles each time, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The proxy; null takes the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether a proxy is used at all.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>Whether a certificate that nobody trusts is accepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The clock that pauses and patience are measured by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

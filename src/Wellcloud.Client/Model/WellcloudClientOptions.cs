using System.Net;
using System.Security;

namespace Wellcloud.Client;

/// <summary>The address of the service, the login, and the limits of waiting and retrying.</summary>
public sealed class WellcloudClientOptions
{
    private const string VendorDomain = ".wellcloud.cc";

    /// <summary>The vendor's default address of the service (vendor's page on recordings).</summary>
    public static readonly Uri DefaultBaseUri = new("http://tpisdk.wellcloud.cc");

    /// <summary>The vendor's default address for tokens (vendor's page on tokens).</summary>
    public static readonly Uri DefaultTokenUri = new("http://tpiag.wellcloud.cc/p");

    /// <summary>China Standard Time, the offset of the vendor's own service.</summary>
    public static readonly TimeSpan DefaultUtcOffset = TimeSpan.FromHours(8);

    /// <summary>The address of the service: http or https, optionally with a path in front of the endpoints.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The address for tokens; only used with <see cref="AppId"/>. By default <see cref="DefaultTokenUriFor"/> decides.</summary>
    public Uri TokenUri
    {
        get => field ?? DefaultTokenUriFor(BaseUri);
        init;
    }

    /// <summary>A token that was requested elsewhere. It cannot be renewed.</summary>
    public SecureString? Token { get; init; }

    /// <summary>The application id that requests tokens when no <see cref="Token"/> is given.</summary>
    public string? AppId { get; init; }

    /// <summary>The secret of <see cref="AppId"/>.</summary>
    public SecureString? AppSecret { get; init; }

    /// <summary>The owner of the application.</summary>
    public TenantType TenantType { get; init; } = TenantType.Tenant;

    /// <summary>The UTC offset of the service's times, which it sends without a zone.</summary>
    public TimeSpan UtcOffset { get; init; } = DefaultUtcOffset;

    /// <summary>The longest wait for a connection. In Windows PowerShell it counts as part of <see cref="OperationTimeout"/>.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time in which the service sends nothing: it ends a stalled response, not a slow one.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The number of retries after a temporary fault.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>
    /// Whether to retry a host that does not resolve or refuses the connection, before the service has answered for the first time.
    /// A person at a prompt prefers the error at once.
    /// </summary>
    public bool RetriesFirstConnection { get; init; } = true;

    /// <summary>The base of the pause before a retry; it doubles each time, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The proxy; null for that of the system.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether a proxy is used at all.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>Whether an untrusted certificate is accepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The clock that measures pauses and time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Returns the address for tokens when only the address of the service is known: the vendor's for a host of the vendor, else the address of
    /// the service itself. A secret never goes to a host that the user did not name.
    /// </summary>
    public static Uri DefaultTokenUriFor(Uri baseUri)
    {
        _ = baseUri ?? throw new ArgumentNullException(nameof(baseUri));
        return baseUri.IsAbsoluteUri && !baseUri.Host.EndsWith(VendorDomain, StringComparison.OrdinalIgnoreCase) ? baseUri : DefaultTokenUri;
    }
}

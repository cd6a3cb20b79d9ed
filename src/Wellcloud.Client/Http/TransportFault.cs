using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Net.Security;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Faults of the network, in the words of this client.</summary>
internal static class TransportFault
{
    /// <summary>Returns the fault for a service that stopped sending.</summary>
    public static WellcloudException Stalled(ServiceRequest request, TimeSpan limit, Exception inner) =>
        new(WellcloudError.Timeout, string.Format(Messages.Timeout, limit.TotalSeconds), inner) { Target = request.Target, IsTransient = true };

    /// <summary>Returns the fault for a host, or a proxy on the way to it, that did not accept the connection in time.</summary>
    public static WellcloudException NoConnection(ServiceRequest request, Uri? proxy, TimeSpan limit, Exception inner) => new(
        WellcloudError.Timeout,
        string.Format(proxy is null ? Messages.ConnectionTimeout : Messages.ProxyTimeout, (proxy ?? request.Hop).Authority, limit.TotalSeconds),
        inner)
    {
        Target = request.Target,
        Reason = proxy is null ? FaultReason.None : FaultReason.Proxy,
        IsTransient = true,
    };

    /// <summary>Returns the fault for a connection that failed before a response came.</summary>
    /// <param name="request">The request.</param>
    /// <param name="proxy">The proxy that the request goes through; null for none.</param>
    /// <param name="inner">The exception of the platform.</param>
    /// <param name="mayPass">Whether a retry may help if the host does not resolve or refuses the connection.</param>
    public static WellcloudException NoResponse(ServiceRequest request, Uri? proxy, Exception inner, bool mayPass)
    {
        if (RefusedTunnel(inner) is { } status)
        {
            return ProxyFault(request, proxy, status, inner);
        }

        var all = Causes(inner).ToList();
        if (all.OfType<AuthenticationException>().FirstOrDefault() is { } refused)
        {
            return Insecure(request, refused, inner);
        }

        var root = all[all.Count - 1];
        var socket = all.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;
        var isUnreachable = socket is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData;
        var why = socket switch
        {
            SocketError.HostNotFound or SocketError.NoData => Messages.NoSuchHost,
            SocketError.TryAgain => Messages.NoNameServer,
            SocketError.ConnectionRefused => Messages.Refused,
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => Messages.NoRoute,
            SocketError.TimedOut => Messages.NoReply,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Messages.Dropped,
            _ => root.Message,
        };

        // A reset does not show who sent it. The other errors concern the next hop, which is the proxy if there is one.
        var isProxy = proxy is not null && (isUnreachable || socket is SocketError.TryAgain or SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.TimedOut);
        return new(WellcloudError.ConnectionFailed, string.Format(isProxy ? Messages.ProxyUnreachable : Messages.ConnectionFailed, (isProxy ? proxy! : request.Hop).Authority, why), inner)
        {
            Target = request.Target,
            Reason = isProxy ? FaultReason.Proxy : isUnreachable ? FaultReason.Unreachable : FaultReason.None,
            IsTransient = mayPass || !isUnreachable,
        };
    }

    /// <summary>Returns the fault for a response that was cut off.</summary>
    public static WellcloudException CutOff(ServiceRequest request, long received, Exception? inner) =>
        new(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedResponse, received), inner) { Target = request.Target, IsTransient = true };

    /// <summary>Returns the status with which a proxy refused a tunnel; null when it did not.</summary>
    private static int? RefusedTunnel(Exception inner) => inner switch
    {
#if NET8_0_OR_GREATER
        HttpRequestException { StatusCode: { } status } => (int)status,

        // .NET 8 says it only in the text: ...failed with status code '407'."
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, Message: var text }
            when System.Text.RegularExpressions.Regex.Match(text, "(?<=')[0-9]{3}(?='[^0-9]*$)") is { Success: true } status => int.Parse(status.Value, System.Globalization.CultureInfo.InvariantCulture),
#else
        // .NET Framework reports it in this way.
        { InnerException: WebException { Response: HttpWebResponse { StatusCode: var status } } } => (int)status,
#endif
        _ => null,
    };

    private static WellcloudException ProxyFault(ServiceRequest request, Uri? proxy, int status, Exception inner)
    {
        var isLogin = status == (int)HttpStatusCode.ProxyAuthenticationRequired;
        var message = isLogin ? string.Format(Messages.ProxyLogin, request.Target) : string.Format(Messages.ProxyRefused, proxy?.Authority, request.Hop.Authority, status);
        return new(isLogin ? WellcloudError.UnexpectedStatus : WellcloudError.ConnectionFailed, message, inner)
        {
            Target = request.Target,
            StatusCode = status,
            Reason = isLogin ? FaultReason.ProxyLogin : FaultReason.Proxy,
            IsTransient = status is 408 or 429 or >= 500,
        };
    }

    /// <summary>Returns the fault for a connection that is not secure. The platform names the cause only in the text of its message.</summary>
    private static WellcloudException Insecure(ServiceRequest request, AuthenticationException refused, Exception inner)
    {
        bool Says(string name) => refused.Message.Contains(name);
        var (reason, message) =
            Says(nameof(X509ChainStatusFlags.NotTimeValid)) ? (FaultReason.ExpiredCertificate, Messages.ExpiredCertificate)
            : Says(nameof(X509ChainStatusFlags.UntrustedRoot)) || Says(nameof(X509ChainStatusFlags.PartialChain)) ? (FaultReason.UntrustedIssuer, Messages.UntrustedIssuer)
            : Says(nameof(SslPolicyErrors.RemoteCertificateNameMismatch)) ? (FaultReason.OtherHost, Messages.OtherHost)
            : (FaultReason.None, Messages.InsecureConnection);
        return new(WellcloudError.ConnectionFailed, string.Format(message, request.Hop.Authority, refused.Message), inner) { Target = request.Target, Reason = reason };
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

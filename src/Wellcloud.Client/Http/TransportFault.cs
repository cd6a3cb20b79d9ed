#if !NET8_0_OR_GREATER
using System.Net;
#endif
using System.Net.Sockets;
using System.Security.Authentication;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>What the network did, in the engine's words.</summary>
internal static class TransportFault
{
    /// <summary>Whether an exception is one of the network's.</summary>
    public static bool IsTransport(Exception exception) => exception is HttpRequestException or IOException or SocketException;

    /// <summary>The service stopped sending.</summary>
    public static WellcloudException Stalled(ServiceRequest request, TimeSpan limit, Exception inner) =>
        new(WellcloudError.Timeout, string.Format(Messages.Timeout, limit.TotalSeconds), inner) { Target = request.Target, IsTransient = true };

    /// <summary>The host did not take the connection in time.</summary>
    public static WellcloudException NoConnection(ServiceRequest request, TimeSpan limit, Exception inner) =>
        new(WellcloudError.Timeout, string.Format(Messages.ConnectionTimeout, request.Uri.Authority, limit.TotalSeconds), inner) { Target = request.Target, IsTransient = true };

    /// <summary>The connection broke before an answer came.</summary>
    public static WellcloudException NoAnswer(ServiceRequest request, Exception inner)
    {
#if NET8_0_OR_GREATER
        if (inner is HttpRequestException { StatusCode: { } status })
        {
            return ServiceError.Make(request, (int)status, null, null, null);
        }
#else
        // .NET Framework's way to say that a proxy refused a tunnel.
        if (inner.InnerException is WebException { Response: HttpWebResponse { StatusCode: var status } })
        {
            return ServiceError.Make(request, (int)status, null, null, null);
        }
#endif
        var root = inner.GetBaseException();
        var tls = inner.InnerException is AuthenticationException;
        return new(WellcloudError.ConnectionFailed, string.Format(Messages.ConnectionFailed, request.Uri.Authority, root.Message), inner)
        {
            Target = request.Target,
            IsTransient = !tls,
        };
    }

    /// <summary>The connection broke while the answer was being sent.</summary>
    public static WellcloudException BrokeOff(ServiceRequest request, long received, Exception? inner) =>
        new(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedResponse, received), inner) { Target = request.Target, IsTransient = true };
}

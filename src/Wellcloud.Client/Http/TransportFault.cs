#if !NET8_0_OR_GREATER
using System.Net;
#endif
using System.Security.Authentication;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Faults of the network, in the words of this client.</summary>
internal static class TransportFault
{
    /// <summary>Returns the fault for a service that stopped sending.</summary>
    public static WellcloudException Stalled(ServiceRequest request, TimeSpan limit, Exception inner) =>
        new(WellcloudError.Timeout, string.Format(Messages.Timeout, limit.TotalSeconds), inner) { Target = request.Target, IsTransient = true };

    /// <summary>Returns the fault for a host that did not accept the connection in time.</summary>
    public static WellcloudException NoConnection(ServiceRequest request, TimeSpan limit, Exception inner) =>
        new(WellcloudError.Timeout, string.Format(Messages.ConnectionTimeout, request.Uri.Authority, limit.TotalSeconds), inner) { Target = request.Target, IsTransient = true };

    /// <summary>Returns the fault for a connection that failed before a response came.</summary>
    public static WellcloudException NoResponse(ServiceRequest request, Exception inner)
    {
#if NET8_0_OR_GREATER
        if (inner is HttpRequestException { StatusCode: { } status })
        {
            return ServiceError.Make(request, (int)status, null, null, null);
        }
#else
        // .NET Framework reports a proxy that refused a tunnel in this way.
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

    /// <summary>Returns the fault for a response that was cut off.</summary>
    public static WellcloudException CutOff(ServiceRequest request, long received, Exception? inner) =>
        new(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedResponse, received), inner) { Target = request.Target, IsTransient = true };
}

using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Makes the addresses of the endpoints, below the path of the base address (vendor's pages).</summary>
internal static class ServiceUri
{
    /// <summary>The longest segment that servers accept. Before .NET 10, an address has at most 65,519 characters.</summary>
    private const int LongestSegment = 32_000;

    /// <summary>Returns a base address to which endpoints can be appended.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address, or has more than a path.</exception>
    public static Uri Base(Uri uri)
    {
        if (!uri.OriginalString.Contains("://") && Completed(uri.OriginalString) is { } completed)
        {
            throw new ArgumentException(string.Format(Messages.BaseUriScheme, uri.OriginalString, completed));
        }

        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || !HasPossibleHost(uri))
        {
            throw new ArgumentException(Messages.BaseUri);
        }

        return uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.AbsoluteUri + "/");
    }

    /// <summary>Whether the host of an address can be a host. The platform accepts more characters when it parses an address than when it uses it.</summary>
    public static bool HasPossibleHost(Uri uri)
    {
        try
        {
            return uri.IdnHost is not null;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Returns what an address without a scheme probably means; null when it cannot be an address.</summary>
    private static string? Completed(string text) =>
        Uri.TryCreate("http://" + text, UriKind.Absolute, out var http) && http.Host.Length > 0 && http.UserInfo.Length == 0
            ? (http.IsLoopback || http.HostNameType is not UriHostNameType.Dns || !http.IsDefaultPort ? "http://" : "https://") + text
            : null;

    public static Uri Recordings(Uri root) => new(root, "api/operation/tenant/recordings");

    public static Uri Call(Uri root, string callId) => new(root, $"api/operation/tenant/calls/{Segment(callId)}/recordings2");

    public static Uri Audio(Uri root, string id, bool download) =>
        new(root, $"api/operation/tenant/recording/{Segment(id)}/stream2?download={(download ? "true" : "false")}");

    public static Uri Batch(Uri root, string query) => new(root, "api/operation/tenant/batch/download" + query);

    public static Uri Login(Uri root, string appId, string appSecret, TenantType type) => new(
        root,
        $"api/operation/operation/apply/token?appId={Uri.EscapeDataString(appId)}&appSecret={Uri.EscapeDataString(appSecret)}&type={type.ToString().ToLowerInvariant()}");

    private static string Segment(string id)
    {
        // Dots would lead to another address, and escaped dots are dots too.
        var segment = id is "" or "." or ".." ? "" : Uri.EscapeDataString(id);
        return segment.Length is > 0 and <= LongestSegment
            ? segment
            : throw new WellcloudException(WellcloudError.RecordingNotFound, string.Format(Messages.UnusableId, id)) { Target = id };
    }
}

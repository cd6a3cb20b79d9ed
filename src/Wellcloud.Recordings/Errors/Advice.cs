using System.Runtime.InteropServices;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Errors;

/// <summary>What the user can do about a fault.</summary>
/// <param name="Clause">A short sentence that the message ends with.</param>
/// <param name="Action">The next command to try, for RecommendedAction.</param>
internal sealed record Advice(string Clause, string Action)
{
    /// <summary>Returns the advice for a fault.</summary>
    public static Advice For(WellcloudException fault)
    {
        var key = (fault.Error, fault.StatusCode) switch
        {
            (WellcloudError.PermissionDenied or WellcloudError.UnexpectedStatus, _) when fault.RedirectedTo is not null => "Redirected",
            _ when fault.Reason is not (FaultReason.None or FaultReason.WebPage) => fault.Reason.ToString(),
            (WellcloudError.UnexpectedStatus, 404) => "NoEndpoint",
            // Without an exception from the system, the path itself is wrong.
            (WellcloudError.WriteFailed, _) when fault.InnerException is null => "Destination",
            (var error, _) => error.ToString(),
        };
        return For(key);
    }

    /// <summary>Returns the advice with a name.</summary>
    public static Advice For(string key) => new(Text("Clause" + key), Text("Action" + key));

    /// <summary>Returns the advice for a key, with values in its texts.</summary>
    public static Advice For(string key, params object[] values) => new(string.Format(Text("Clause" + key), values), string.Format(Text("Action" + key), values));

    /// <summary>Returns a text, which may differ by operating system.</summary>
    private static string Text(string key) => Messages.ResourceManager.GetString(key + SystemName) ?? Messages.ResourceManager.GetString(key) ?? "";

    private static string SystemName =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "Mac"
        : "Linux";
}

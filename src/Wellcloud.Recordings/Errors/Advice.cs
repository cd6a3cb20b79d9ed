using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Errors;

/// <summary>What to do about a fault.</summary>
/// <param name="Clause">A few words, for the message itself.</param>
/// <param name="Action">The next command to try, in full.</param>
internal sealed record Advice(string Clause, string Action)
{
    /// <summary>The advice for a fault.</summary>
    public static Advice For(WellcloudException fault)
    {
        var key = (fault.Error, fault.StatusCode) switch
        {
            (WellcloudError.UnexpectedStatus, 404) => "NoEndpoint",
            (WellcloudError.UnexpectedStatus, 407) => "Proxy",
            // Nothing that the system said: the path itself is the wrong one.
            (WellcloudError.WriteFailed, _) when fault.InnerException is null => "Destination",
            (var error, _) => error.ToString(),
        };
        return For(key);
    }

    /// <summary>The advice that has a name of its own.</summary>
    public static Advice For(string key) => new(Text("Clause" + key), Text("Action" + key));

    private static string Text(string key) => Messages.ResourceManager.GetString(key) ?? "";
}

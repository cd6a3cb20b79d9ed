using System.Globalization;
using System.Text.RegularExpressions;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Log;
using Wellcloud.Emulator.Net;

namespace Wellcloud.Emulator.Faults;

/// <summary>Redirects. The query counts the redirects that a request has followed, as <c>hop=n</c>.</summary>
internal sealed partial class Redirects(Origins origins)
{
    /// <summary>Whether the request is to be redirected once more.</summary>
    public bool IsDue(FaultRule rule, ServiceRequest request) => rule.To switch
    {
        RedirectTarget.Loop or RedirectTarget.NoLocation => true,
        RedirectTarget.Http when rule.Location is null => request.Origin == Origin.Secure,
        RedirectTarget.Https when rule.Location is null => request.Origin == Origin.Main,
        _ => HopsOf(request) < rule.Hops,
    };

    public Answer Reply(FaultRule rule, ServiceRequest request)
    {
        var answer = new Answer { Status = rule.Status ?? 302, Body = BytesBody.Empty };
        return answer.With("Location", rule.Location ?? LocationOf(rule, request));
    }

    private string? LocationOf(FaultRule rule, ServiceRequest request)
    {
        var hop = (HopsOf(request) + 1).ToString(CultureInfo.InvariantCulture);
        var query = Hop().Replace(request.Query, "").TrimStart('?', '&');
        var path = $"{request.Path}?{(query.Length > 0 ? query + "&" : "")}hop={hop}";
        return rule.To switch
        {
            RedirectTarget.SameOrigin => path,
            RedirectTarget.SecondOrigin => Rooted(origins.Second, "SecondOrigin") + path + "&signature=emulated",
            RedirectTarget.Http => Rooted(origins.Main, "Http") + path,
            RedirectTarget.Https => Rooted(origins.Secure, "Secure") + path,
            RedirectTarget.Loop => request.Path + request.Query,
            _ => null,
        };
    }

    private static string Rooted(Uri? origin, string option) => origin?.GetLeftPart(UriPartial.Authority)
        ?? throw new InvalidOperationException($"The redirect needs the option {option}.");

    private static int HopsOf(ServiceRequest request) =>
        int.TryParse(request.Arguments["hop"], NumberStyles.None, CultureInfo.InvariantCulture, out var hops) ? hops : 0;

    [GeneratedRegex(@"(?<=[?&])hop=\d+&?")]
    private static partial Regex Hop();
}

using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command that talks to the service.</summary>
public abstract class SessionCommand : WellcloudCommand
{
    /// <summary>The tenant to talk to; the default session when not given.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <summary>The session's client, telling -Verbose what it does. Ends the command when there is no session.</summary>
    internal WellcloudClient OpenClient() => Observed(Session);
}

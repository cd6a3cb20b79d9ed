using System.Management.Automation;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command that sends requests to the service.</summary>
public abstract class SessionCommand : WellcloudCommand
{
    /// <summary>The session to use; the default session when omitted.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }
}

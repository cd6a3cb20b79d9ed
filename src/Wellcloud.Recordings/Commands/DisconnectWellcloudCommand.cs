using System.Management.Automation;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Ends a session, closes its connections and forgets its secrets.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Wellcloud")]
[OutputType(typeof(void))]
public sealed class DisconnectWellcloudCommand : PSCmdlet
{
    /// <summary>The session to end; the default session when omitted.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = this.RequireSession(Session);
        SessionStore.Forget(session);
        session.Close();
    }
}

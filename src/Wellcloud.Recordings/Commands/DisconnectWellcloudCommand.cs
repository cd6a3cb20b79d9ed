using System.Management.Automation;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Ends a session: its connections and secrets are gone.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Wellcloud")]
[OutputType(typeof(void))]
public sealed class DisconnectWellcloudCommand : PSCmdlet
{
    /// <summary>The session to end; the default one when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = this.Open(Session);
        SessionStore.Forget(session);
        session.Close();
    }
}

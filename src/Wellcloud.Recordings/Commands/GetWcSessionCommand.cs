using System.Management.Automation;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>The default session of this process; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, "WcSession")]
[OutputType(typeof(WellcloudSession))]
public sealed class GetWcSessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (SessionStore.Default is { } session)
        {
            WriteObject(session);
        }
    }
}

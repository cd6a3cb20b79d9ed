using System.Management.Automation;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Returns the default session of the process, or nothing.</summary>
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

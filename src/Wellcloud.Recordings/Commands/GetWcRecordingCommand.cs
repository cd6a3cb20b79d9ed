using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Lists the tenant's recordings as they arrive.</summary>
[Cmdlet(VerbsCommon.Get, "WcRecording")]
[OutputType(typeof(Recording))]
public sealed class GetWcRecordingCommand : PickCommand
{
    /// <summary>Recording ids.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public override string[]? Id { get => base.Id; set => base.Id = value; }

    /// <summary>The session to use; the default session when omitted.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var session = this.RequireSession(Session);
        var client = ClientOf(session);
        var filter = ToFilter(client.UtcOffset);
        var rows = 0;
        WritePicked(filter, stopping => client.GetRecordingsAsync(filter, stopping), recording => recording.Id, Remember);

        bool Remember(Recording recording)
        {
            if (rows < SeenValues.MaximumRows)
            {
                rows++;
                session.Seen.Add(recording);
            }

            return true;
        }
    }
}

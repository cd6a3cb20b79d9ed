using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Lists the recordings in the ledgers of an archive, without the network.</summary>
[Cmdlet(VerbsCommon.Get, "WcArchivedRecording")]
[OutputType(typeof(SavedRecording))]
public sealed class GetWcArchivedRecordingCommand : PickCommand
{
    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Outcomes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SaveStatus[]? Status { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = this.ResolvePath(Path);
        var offset = Run((_, stopping) => ArchivedRecordings.ReadOffsetAsync(path, stopping));
        var filter = ToFilter(offset ?? SessionStore.Default?.UtcOffset ?? WellcloudClientOptions.DefaultUtcOffset);
        WritePicked(filter, stopping => ArchivedRecordings.ReadAsync(path, filter, stopping), saved => saved.Id, HasStatus);
    }

    private bool HasStatus(SavedRecording saved) => Status is null || Array.IndexOf(Status, saved.Status) >= 0;
}

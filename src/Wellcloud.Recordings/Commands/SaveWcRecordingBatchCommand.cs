using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Batch;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Saves the service's batch download.</summary>
[Cmdlet(VerbsData.Save, "WcRecordingBatch", DefaultParameterSetName = FolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(SavedBatch))]
public sealed class SaveWcRecordingBatchCommand : SessionCommand
{
    private const string FolderSet = "Destination";
    private const string FileSet = "OutFile";

    /// <summary>The folder, created if missing; the current location when omitted.</summary>
    [Parameter(Position = 0, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Unpacks the zip into the folder that holds it.</summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    /// <summary>Query parameters for the service, which documents none.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Query { get; set; }

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the outcome.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var target = OutFile is null ? this.ResolveFolder(Destination) : this.ResolveFile(OutFile);
        var saver = new BatchSaver(ClientOf(this.RequireSession(Session)), new()
        {
            Destination = OutFile is null ? target : null,
            OutFile = OutFile is null ? null : target,
            Expand = Expand,
            Query = QueryText.Build(Query),
            Force = Force,
        });
        if (!ShouldProcess(target, Messages.BatchAction))
        {
            return;
        }

        Show(Messages.BatchActivity, saver.Progress);
        Report(Run((_, stopping) => saver.SaveAsync(stopping)));
    }

    private void Report(BatchOutcome outcome)
    {
        foreach (var fault in outcome.Faults)
        {
            // No parameter of this command changes the names inside the zip.
            WriteError(ErrorRecords.Make(fault, advice: fault.Error is WellcloudError.UnsafePath or WellcloudError.NameCollision ? Advice.For("BatchEntry") : null));
        }

        if (outcome.Batch.Format == SavedBatch.UnknownFormat)
        {
            WriteWarning(string.Format(Messages.UnknownBatch, outcome.Batch.Path));
        }

        if (PassThru)
        {
            WriteObject(outcome.Batch);
        }
    }
}

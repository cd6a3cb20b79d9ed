using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Batch;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Saves what the service has as its batch download.</summary>
[Cmdlet(VerbsData.Save, "WcRecordingBatch", DefaultParameterSetName = FolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(SavedBatch))]
public sealed class SaveWcRecordingBatchCommand : SessionCommand
{
    private const string FolderSet = "Destination";
    private const string FileSet = "OutFile";

    private TransferBar? _bar;

    /// <summary>The folder, made if missing; the current location when not given.</summary>
    [Parameter(Position = 0, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Unpacks the archive into the folder, or beside the file.</summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    /// <summary>Passed on to the service, which documents no parameters.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Query { get; set; }

    /// <summary>Replaces what is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the outcome out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var target = OutFile is null ? this.ResolveFolder(Destination) : this.ResolveFile(OutFile);
        var saver = new BatchSaver(OpenClient(), new()
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

        _bar = new TransferBar(this, Messages.BatchActivity, saver.Progress);
        Run(async (run, stopping) =>
        {
            var outcome = await saver.SaveAsync(stopping).ConfigureAwait(false);
            await run.PostAsync(() => Report(outcome)).ConfigureAwait(false);
        });
    }

    private protected override void OnBeat() => _bar?.Show();

    private protected override void OnEnd() => _bar?.Complete();

    private void Report(BatchOutcome outcome)
    {
        foreach (var fault in outcome.Faults)
        {
            // What is wrong with a name in the archive no parameter of the command can mend.
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

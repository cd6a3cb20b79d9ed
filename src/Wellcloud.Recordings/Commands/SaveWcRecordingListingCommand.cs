using System.Management.Automation;
using Wellcloud.Client.Listings;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Saves the service's list of all recordings in a file, for many workers.</summary>
[Cmdlet(VerbsData.Save, "WcRecordingListing", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveWcRecordingListingCommand : SessionCommand
{
    /// <summary>The file. If its name ends with .gz, it is compressed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = "";

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var target = this.ResolveFile(OutFile);
        var saver = new ListingSaver(ClientOf(this.RequireSession(Session)), target, Force);
        Run((_, _) =>
        {
            saver.RefuseExisting();
            return Task.CompletedTask;
        });
        if (!ShouldProcess(target, Messages.ListingAction))
        {
            return;
        }

        Show(Messages.ListingActivity, saver.Progress, withoutTotal: Messages.ProgressRows);
        var saved = Run((_, stopping) => saver.SaveAsync(stopping));

        // As Get-Item returns it: only then does the table of files show all its columns.
        WriteObject(InvokeProvider.Item.Get([saved.FullName], force: true, literalPath: true), enumerateCollection: true);
    }
}

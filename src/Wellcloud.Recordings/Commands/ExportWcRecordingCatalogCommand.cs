using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Catalog;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Exports an archive as one page in which people search, filter, listen and mark.</summary>
[Cmdlet(VerbsData.Export, "WcRecordingCatalog", SupportsShouldProcess = true)]
[OutputType(typeof(RecordingCatalog))]
public sealed class ExportWcRecordingCatalogCommand : FilterCommand
{
    private const int Large = 500_000;

    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The page; catalog.html in the archive when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Outcomes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SaveStatus[]? Status { get; set; }

    /// <summary>Adds waveforms.</summary>
    [Parameter]
    public SwitchParameter Waveform { get; set; }

    /// <summary>Keeps only the last four digits of outside numbers.</summary>
    [Parameter]
    public SwitchParameter MaskNumber { get; set; }

    /// <summary>The title of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Overwrites a file that is not a catalogue.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns what was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var archive = this.ResolvePath(Path);
        var export = new CatalogExport(new()
        {
            Archive = archive,
            OutFile = OutFile is null ? null : this.ResolveFile(OutFile),
            Filter = ToFilterOf(archive),
            Status = Status,
            Waveform = Waveform,
            MaskNumber = MaskNumber,
            Title = Title,
            Force = Force,
        });
        if (!ShouldProcess(export.OutFile, Messages.CatalogAction))
        {
            return;
        }

        Show(Messages.CatalogActivity, export.Progress);
        Report(export, Run((_, stopping) => export.RunAsync(stopping)));
    }

    private void Report(CatalogExport export, RecordingCatalog catalog)
    {
        WriteNotFound(export.NotListed);
        if (export.WithheldPaths > 0)
        {
            WriteWarning(string.Format(Messages.CatalogWithheld, export.WithheldPaths));
        }

        if (catalog.Recordings > Large)
        {
            WriteWarning(string.Format(Messages.CatalogLarge, catalog.Recordings));
        }

        WriteSummary(string.Format(Messages.CatalogSummary, catalog.Recordings, catalog.Playable, catalog.Path));
        if (PassThru)
        {
            WriteObject(catalog);
        }
    }
}

using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Catalog;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Turns an archive into one page in which people search, filter, listen and mark.</summary>
[Cmdlet(VerbsData.Export, "WcRecordingCatalog", SupportsShouldProcess = true)]
[OutputType(typeof(RecordingCatalog))]
public sealed class ExportWcRecordingCatalogCommand : FilterCommand
{
    private const int Large = 500_000;

    private TransferBar? _bar;

    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The page; catalog.html in the archive when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>What became of the recordings.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SaveStatus[]? Status { get; set; }

    /// <summary>Draws waveforms.</summary>
    [Parameter]
    public SwitchParameter Waveform { get; set; }

    /// <summary>Keeps only the last four digits of outside numbers.</summary>
    [Parameter]
    public SwitchParameter MaskNumber { get; set; }

    /// <summary>The title of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Replaces a file that is not a catalogue page.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns what was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var archive = this.ResolvePath(Path);
        TimeSpan? offset = null;
        Run(async (_, stopping) => offset = await ArchivedRecordings.ReadOffsetAsync(archive, stopping).ConfigureAwait(false));

        var export = new CatalogExport(new()
        {
            Archive = archive,
            OutFile = OutFile is null ? null : this.ResolveFile(OutFile),
            Filter = ToFilter(offset ?? SessionStore.Default?.UtcOffset ?? TimeSpan.FromHours(8)),
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

        _bar = new TransferBar(this, Messages.CatalogActivity, export.Progress);
        RecordingCatalog? catalog = null;
        Run(async (_, stopping) => catalog = await export.RunAsync(stopping).ConfigureAwait(false));
        Report(export, catalog!);
    }

    private protected override void OnBeat() => _bar?.Show();

    private protected override void OnEnd() => _bar?.Complete();

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

        if (PassThru)
        {
            WriteObject(catalog);
        }
    }
}

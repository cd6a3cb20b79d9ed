using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Compares an archive with its ledgers.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WcRecordingArchive")]
[OutputType(typeof(ArchiveTestResult), typeof(bool))]
public sealed class TestWcRecordingArchiveCommand : WellcloudCommand
{
    private TransferBar? _bar;

    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Gives out true or false only.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Takes the size of a file for proof.</summary>
    [Parameter]
    public SwitchParameter SizeOnly { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var verification = new ArchiveVerification(this.ResolvePath(Path), SizeOnly);
        _bar = new TransferBar(this, Messages.TestActivity, verification.Progress);
        ArchiveTestResult? result = null;
        Run(async (_, stopping) => result = await verification.RunAsync(stopping).ConfigureAwait(false));
        WriteObject(Quiet ? result!.IsValid : result);
    }

    private protected override void OnBeat() => _bar?.Show();

    private protected override void OnEnd() => _bar?.Complete();
}

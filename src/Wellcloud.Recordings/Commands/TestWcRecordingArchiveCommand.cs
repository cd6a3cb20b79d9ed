using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Verifies the files and ledgers of an archive.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WcRecordingArchive")]
[OutputType(typeof(ArchiveTestResult), typeof(bool))]
public sealed class TestWcRecordingArchiveCommand : FilterCommand
{
    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Returns only true or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Compares file sizes, and not hashes.</summary>
    [Parameter]
    public SwitchParameter SizeOnly { get; set; }

    /// <summary>Heads kept elsewhere: today's ledger must be the continuation of each.</summary>
    [Parameter]
    [LedgerHeadTransformation]
    public string[] LedgerHead { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = this.ResolvePath(Path);
        var verification = new ArchiveVerification(path, new() { SizeOnly = SizeOnly, Filter = ToFilterOf(path), Heads = LedgerHead });
        Show(Messages.TestActivity, verification.Progress);
        var result = Run((_, stopping) => verification.RunAsync(stopping));
        WriteNotFound(verification.NotListed);
        WriteObject(Quiet ? result.IsValid : result);
    }
}

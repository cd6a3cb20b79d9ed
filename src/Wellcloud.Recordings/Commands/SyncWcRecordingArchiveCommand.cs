using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Names;
using Wellcloud.Recordings.Completion;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Brings an archive of recordings up to date, and records each decision in a ledger.</summary>
[Cmdlet(VerbsData.Sync, "WcRecordingArchive", SupportsShouldProcess = true)]
[OutputType(typeof(ArchiveSyncResult))]
public sealed class SyncWcRecordingArchiveCommand : FilterCommand
{
    private readonly AudioDoubts _doubts = new();
    private readonly SaveTally _tally = new();

    /// <summary>The folder of the archive, created if missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The template for file names below the folder; the template of the last run when omitted.</summary>
    [Parameter]
    [NameTemplateTransformation]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    public NameTemplate? NameTemplate { get; set; }

    /// <summary>The largest number of transfers at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 64;

    /// <summary>The part of the recordings to sync, such as 2/8.</summary>
    [Parameter]
    [ShardTransformation]
    public Shard Shard { get; set; } = Shard.Whole;

    /// <summary>A list that Save-WcRecordingListing saved, instead of a request for the list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ListingPath { get; set; }

    /// <summary>Requests recordings again that the ledger lists as missing or not found, and files that do not verify.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The session to use; the default session when omitted.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    private bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var client = ClientOf(this.RequireSession(Session));
        var options = new ArchiveSyncOptions
        {
            Path = this.ResolveFolder(Path),
            ListingPath = ListingPath is null ? null : ResolveListing(ListingPath),
            Filter = ToFilter(client.UtcOffset),
            NameTemplate = NameTemplate,
            ThrottleLimit = ThrottleLimit,
            Shard = Shard,
            Force = Force,
        };
        try
        {
            Sync(new ArchiveSync(client, options));
        }
        catch (UnknownPlaceholderException exception)
        {
            ThrowTerminatingError(ErrorRecords.Make("UnknownPlaceholder", ErrorCategory.InvalidArgument, exception.Message, NameTemplate, exception));
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.Make("ShardTemplate", ErrorCategory.InvalidArgument, exception.Message, NameTemplate, exception));
        }
    }

    private void Sync(ArchiveSync sync)
    {
        Show(Messages.SyncActivity, sync.Progress, _tally);
        var target = IsWhatIf ? DescribePlan(sync) : this.ResolvePath(Path);
        if (!ShouldProcess(target, Messages.SyncAction))
        {
            return;
        }

        var result = Run((run, stopping) => sync.RunAsync(outcome => ReportAsync(run, outcome), stopping));
        WriteNotFound(sync.NotListed);
        _doubts.Warn(this);
        if (sync.OtherTemplate is { } other)
        {
            WriteWarning(string.Format(Messages.SyncOtherTemplate, result.Path, other, NameTemplate));
        }

        if (sync.ChecksumFault is { } fault)
        {
            WriteWarning(string.Format(Messages.SyncChecksums, fault.Message));
        }

        if (result.Listed == 0)
        {
            WriteWarning(string.Format(Messages.SyncNothingListed, result.Path));
        }

        WriteObject(result);
    }

    private string DescribePlan(ArchiveSync sync)
    {
        var plan = Run((_, stopping) => sync.PlanAsync(stopping));
        var text = string.Format(Messages.SyncPlan, this.ResolvePath(Path), plan.Listed, plan.AlreadyPresent, plan.ToFetch);
        return NameTemplate is not null && plan.FirstNames.Count > 0 ? string.Format(Messages.SyncNames, text, string.Join(", ", plan.FirstNames)) : text;
    }

    private Task ReportAsync(EngineRun run, SaveOutcome outcome)
    {
        _doubts.Add(outcome);
        _tally.Add(outcome);
        return outcome is { Result.Status: SaveStatus.Failed, Fault: { } fault }
            ? run.PostAsync(() => WriteError(ErrorRecords.Make(fault, outcome.Result.Recording)))
            : Task.CompletedTask;
    }
}

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

/// <summary>Brings an archive of recordings up to date, and keeps a ledger of what was decided.</summary>
[Cmdlet(VerbsData.Sync, "WcRecordingArchive", SupportsShouldProcess = true)]
[OutputType(typeof(ArchiveSyncResult))]
public sealed class SyncWcRecordingArchiveCommand : FilterCommand
{
    private readonly ShortAudio _shortAudio = new();
    private TransferBar? _bar;

    /// <summary>The folder of the archive, made if missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>How files are named below the folder.</summary>
    [Parameter]
    [NameTemplateTransformation]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    public NameTemplate NameTemplate { get; set; } = NameTemplate.Default;

    /// <summary>How many transfers may run at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>Which part of the recordings, such as 2/8.</summary>
    [Parameter]
    [ShardTransformation]
    public Shard Shard { get; set; } = Shard.Whole;

    /// <summary>Asks again for what is known to be missing or not found.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The tenant to talk to; the default session when not given.</summary>
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
        var client = Observed(Session);
        var sync = Open(client);
        _bar = new TransferBar(this, Messages.SyncActivity, sync.Progress);
        var target = IsWhatIf ? Plan(sync) : this.ResolvePath(Path);
        if (!ShouldProcess(target, Messages.SyncAction))
        {
            return;
        }

        ArchiveSyncResult? result = null;
        Run(async (run, stopping) => result = await sync.RunAsync(outcome => ReportAsync(run, outcome), stopping).ConfigureAwait(false));
        WriteNotFound(sync.NotListed);
        _shortAudio.Warn(this);
        WriteObject(result);
    }

    private protected override void OnBeat() => _bar?.Show();

    private protected override void OnEnd() => _bar?.Complete();

    private ArchiveSync Open(WellcloudClient client)
    {
        try
        {
            return new ArchiveSync(client, new ArchiveSyncOptions
            {
                Path = this.ResolveFolder(Path),
                Filter = ToFilter(client.UtcOffset),
                NameTemplate = NameTemplate,
                ThrottleLimit = ThrottleLimit,
                Shard = Shard,
                Force = Force,
            });
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.Make("ShardTemplate", ErrorCategory.InvalidArgument, exception.Message, NameTemplate, exception));
            throw;
        }
    }

    private string Plan(ArchiveSync sync)
    {
        ArchivePlan? plan = null;
        Run(async (_, stopping) => plan = await sync.PlanAsync(stopping).ConfigureAwait(false));
        return string.Format(Messages.SyncPlan, this.ResolvePath(Path), plan!.Listed, plan.AlreadyPresent, plan.ToFetch);
    }

    private Task ReportAsync(EngineRun run, SaveOutcome outcome)
    {
        _shortAudio.Add(outcome.Result);
        return outcome is { Result.Status: SaveStatus.Failed, Fault: { } fault }
            ? run.PostAsync(() => WriteError(ErrorRecords.Make(fault, outcome.Result.Recording)))
            : Task.CompletedTask;
    }
}

using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Removes files from an archive on purpose. The ledger keeps the reason, and no sync downloads them again.</summary>
[Cmdlet(VerbsCommon.Remove, "WcArchivedRecording", DefaultParameterSetName = InputSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SavedRecording))]
public sealed class RemoveWcArchivedRecordingCommand : FilterCommand
{
    private const string InputSet = "InputObject";
    private const string PathSet = "Path";

    /// <summary>The ids to remove, by archive. Nothing is removed before all of them are known.</summary>
    private readonly Dictionary<string, List<string>> _ids = [];

    private RecordingFilter? _filter;
    private int _removed;
    private int _failed;

    /// <summary>Recordings from an archive.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [SavedRecordingTransformation]
    public SavedRecording[] InputObject { get; set; } = [];

    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Why the files are removed; the ledger keeps it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Returns each removed recording.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(Path)))
        {
            // Otherwise the shell would bind -Path alone, report each recording as not bound, and remove the whole archive.
            ThrowTerminatingError(ErrorRecords.Make(nameof(Messages.BoundTwiceWithPath), "BoundTwice", ErrorCategory.InvalidArgument, string.Format(Messages.BoundTwiceWithPath, Path), Path));
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ThrowTerminatingError(ErrorRecords.Make(nameof(Messages.BlankReason), ErrorCategory.InvalidArgument, Messages.BlankReason, Reason));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var saved in InputObject)
        {
            _filter ??= ToFilter(saved.Recording?.StartTime?.Offset ?? TimeSpan.FromHours(8));
            if (saved.Path is null || !_filter.Matches(saved.Recording ?? new Recording { Id = saved.Id }))
            {
                continue;
            }

            if (ArchiveRemoval.FindArchive(saved.Path) is { } archive)
            {
                Choose(archive, saved);
                continue;
            }

            var fault = new WellcloudException(WellcloudError.RecordingNotFound, string.Format(Messages.NotInArchive, saved.Path)) { Target = saved.Id };
            WriteError(ErrorRecords.Make(fault, saved, Advice.For(nameof(Messages.NotInArchive))));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == PathSet)
        {
            ChooseByFilter(this.ResolvePath(Path));
        }

        foreach (var archive in _ids)
        {
            var removal = new ArchiveRemoval(archive.Key, Reason.Trim());
            Run((run, stopping) => removal.RunAsync(archive.Value, outcome => run.PostAsync(() => Report(outcome)), stopping));
        }

        if (_ids.Count > 0)
        {
            WriteSummary(string.Format(Messages.RemoveSummary, _removed, _failed));
        }
    }

    private void ChooseByFilter(string archive)
    {
        var filter = ToFilterOf(archive);
        var missing = new HashSet<string>(filter.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
        var named = new List<SavedRecording>();
        Run((run, stopping) => run.PostAsync(ArchivedRecordings.ReadAsync(archive, filter, stopping), Judge, ChooseAll, stopping));
        ChooseNamed();
        // On most nights no recording is too old.
        WriteNotFound(missing, mayBeEmpty: true);

        RowVerdict Judge(SavedRecording saved)
        {
            missing.Remove(saved.Id);
            // A named id may belong to a removed recording whose file is back.
            return saved.Path is null && (saved.Status is not SaveStatus.Removed || filter.Id is null) ? RowVerdict.Drop : RowVerdict.Take;
        }

        void ChooseAll(IReadOnlyList<SavedRecording> batch)
        {
            if (filter.Id is { IsLiteral: true })
            {
                named.AddRange(batch);
                return;
            }

            foreach (var saved in batch)
            {
                Choose(archive, saved);
            }
        }

        // An archive may hold both abc and ABC. Whoever writes one of them as it is does not mean the other.
        void ChooseNamed()
        {
            var asked = new HashSet<string>(filter.Id?.Literals ?? []);
            var exact = new HashSet<string>(named.Select(static saved => saved.Id).Where(asked.Contains), StringComparer.OrdinalIgnoreCase);
            foreach (var saved in named.Where(saved => asked.Contains(saved.Id) || !exact.Contains(saved.Id)))
            {
                Choose(archive, saved);
            }
        }
    }

    private void Choose(string archive, SavedRecording saved)
    {
        if (!ShouldProcess(string.Format(Messages.RemoveTarget, saved.Id, saved.Path), Messages.RemoveAction))
        {
            return;
        }

        if (!_ids.TryGetValue(archive, out var ids))
        {
            _ids.Add(archive, ids = []);
        }

        ids.Add(saved.Id);
    }

    private void Report(SaveOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            _failed++;
            WriteError(ErrorRecords.Make(fault, outcome.Result));
        }

        if (outcome.Result.Status is not SaveStatus.Removed)
        {
            return;
        }

        _removed++;
        if (PassThru)
        {
            WriteObject(outcome.Result);
        }
    }
}

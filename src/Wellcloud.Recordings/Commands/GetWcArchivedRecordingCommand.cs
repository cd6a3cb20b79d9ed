using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Reads the ledgers of an archive back, without the network.</summary>
[Cmdlet(VerbsCommon.Get, "WcArchivedRecording")]
[OutputType(typeof(SavedRecording))]
public sealed class GetWcArchivedRecordingCommand : FilterCommand
{
    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What became of the recordings.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SaveStatus[]? Status { get; set; }

    /// <summary>How many to give at most, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>How many to leave out first, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = this.ResolvePath(Path);
        TimeSpan? offset = null;
        Run(async (_, stopping) => offset = await ArchivedRecordings.ReadOffsetAsync(path, stopping).ConfigureAwait(false));

        var filter = ToFilter(offset ?? SessionStore.Default?.UtcOffset ?? TimeSpan.FromHours(8));
        var missing = new HashSet<string>(filter.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
        Run((run, stopping) => run.PostAsync(PickAsync(ArchivedRecordings.ReadAsync(path, filter, stopping), missing, stopping), Write, stopping));
        WriteNotFound(missing);
    }

    private void Write(IReadOnlyList<SavedRecording> batch)
    {
        foreach (var saved in batch)
        {
            WriteObject(saved);
        }
    }

    private async IAsyncEnumerable<SavedRecording> PickAsync(
        IAsyncEnumerable<SavedRecording> archived, HashSet<string> missing, [EnumeratorCancellation] CancellationToken stopping)
    {
        var (left, taken) = (Skip, 0L);
        if (First == 0)
        {
            missing.Clear();
            yield break;
        }

        await foreach (var saved in archived.WithCancellation(stopping).ConfigureAwait(false))
        {
            missing.Remove(saved.Id);
            if ((Status is not null && Array.IndexOf(Status, saved.Status) < 0) || left-- > 0)
            {
                continue;
            }

            yield return saved;
            if (++taken == First)
            {
                // What was not read may well be there.
                missing.Clear();
                yield break;
            }
        }
    }
}

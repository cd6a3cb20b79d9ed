using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Wellcloud.Client;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Lists the recordings of the tenant, as they arrive.</summary>
[Cmdlet(VerbsCommon.Get, "WcRecording")]
[OutputType(typeof(Recording))]
public sealed class GetWcRecordingCommand : FilterCommand
{
    /// <summary>Recording ids.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Id { get => base.Id; set => base.Id = value; }

    /// <summary>How many to give at most, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>How many to leave out first, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>The tenant to talk to; the default session when not given.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var session = this.Open(Session);
        var client = Observed(session);
        var filter = ToFilter(client.UtcOffset);
        var missing = new HashSet<string>(filter.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
        Run((run, stopping) => run.PostAsync(PickAsync(client.GetRecordingsAsync(filter, stopping), missing, session.Seen, stopping), Write, stopping));
        WriteNotFound(missing);
    }

    private void Write(IReadOnlyList<Recording> batch) => WriteObject(batch, enumerateCollection: true);

    private async IAsyncEnumerable<Recording> PickAsync(
        IAsyncEnumerable<Recording> recordings, HashSet<string> missing, SeenValues seen, [EnumeratorCancellation] CancellationToken stopping)
    {
        var (left, taken, rows) = (Skip, 0L, 0);
        if (First == 0)
        {
            missing.Clear();
            yield break;
        }

        await foreach (var recording in recordings.WithCancellation(stopping).ConfigureAwait(false))
        {
            missing.Remove(recording.Id);
            if (rows < SeenValues.MostRows)
            {
                rows++;
                seen.Add(recording);
            }

            if (left-- > 0)
            {
                continue;
            }

            yield return recording;
            if (++taken == First)
            {
                // What was not read may well be there.
                missing.Clear();
                yield break;
            }
        }
    }
}

using System.Diagnostics;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>The recordings of calls: none, one or several for each.</summary>
[Cmdlet(VerbsCommon.Get, "WcCallRecording")]
[OutputType(typeof(Recording))]
public sealed class GetWcCallRecordingCommand : SessionCommand
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    /// <summary>The calls.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    /// <summary>For how many seconds to ask again while a call has no recording yet.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int WaitSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = OpenClient();
        foreach (var callId in CallId)
        {
            Run((run, stopping) => AskAsync(client, run, callId, stopping));
        }
    }

    private async Task AskAsync(WellcloudClient client, EngineRun run, string callId, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                var found = await FindAsync(client, callId, stopping).ConfigureAwait(false);
                if (found.Count > 0)
                {
                    await run.PostAsync(() => WriteObject(found, enumerateCollection: true)).ConfigureAwait(false);
                    return;
                }

                var left = TimeSpan.FromSeconds(WaitSec) - clock.Elapsed;
                if (left <= TimeSpan.Zero)
                {
                    break;
                }

                await Task.Delay(left < AskAgain ? left : AskAgain, stopping).ConfigureAwait(false);
            }

            if (WaitSec > 0)
            {
                throw new WellcloudException(WellcloudError.RecordingNotFound, string.Format(Messages.NoneInTime, callId, WaitSec)) { Target = callId };
            }
        }
        catch (WellcloudException fault) when (!fault.EndsRun)
        {
            await run.PostAsync(() => WriteError(ErrorRecords.Make(fault, callId))).ConfigureAwait(false);
        }
    }

    private async Task<List<Recording>> FindAsync(WellcloudClient client, string callId, CancellationToken stopping)
    {
        var found = new List<Recording>();
        try
        {
            await foreach (var recording in client.GetCallRecordingsAsync(callId, stopping).ConfigureAwait(false))
            {
                found.Add(recording);
            }
        }
        catch (WellcloudException fault) when (fault.Error is WellcloudError.RecordingNotFound && WaitSec > 0)
        {
            // The service does not know the call yet: the vendor says to ask about four seconds after its end.
        }

        return found;
    }
}

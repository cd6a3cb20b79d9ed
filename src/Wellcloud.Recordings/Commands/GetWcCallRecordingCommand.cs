using System.Diagnostics;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Gets the recordings of calls. A call has none, one or several.</summary>
[Cmdlet(VerbsCommon.Get, "WcCallRecording")]
[OutputType(typeof(Recording))]
public sealed class GetWcCallRecordingCommand : SessionCommand
{
    /// <summary>This many calls in a row without an answer mean that the service is down.</summary>
    private const int OutageSize = 10;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private int _unanswered;

    /// <summary>Call ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public string[] CallId { get; set; } = [];

    /// <summary>How many seconds to wait for the first recording of a call.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int WaitSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = ClientOf(this.RequireSession(Session));
        foreach (var callId in CallId)
        {
            Run((run, stopping) => WriteRecordingsAsync(client, run, callId, stopping));
        }
    }

    private async Task WriteRecordingsAsync(WellcloudClient client, EngineRun run, string callId, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                var found = await FindAsync(client, callId, stopping).ConfigureAwait(false);
                _unanswered = 0;
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

                await Task.Delay(left < PollInterval ? left : PollInterval, stopping).ConfigureAwait(false);
            }

            if (WaitSec > 0)
            {
                var none = new WellcloudException(WellcloudError.RecordingNotFound, string.Format(Messages.NoRecordingInTime, callId, WaitSec));
                await run.PostAsync(() => WriteError(ErrorRecords.Make(none, callId, Advice.For(nameof(Messages.NoRecordingInTime))))).ConfigureAwait(false);
            }
        }
        catch (WellcloudException fault) when (!fault.EndsRun)
        {
            var isUnanswered = fault.Error is WellcloudError.ConnectionFailed or WellcloudError.Timeout || fault.StatusCode is 502 or 503 or 504;
            _unanswered = isUnanswered ? _unanswered + 1 : 0;
            if (_unanswered == OutageSize)
            {
                throw;
            }

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
            // The service may not know the call yet. The vendor recommends asking four seconds after it ends.
        }

        return found;
    }
}

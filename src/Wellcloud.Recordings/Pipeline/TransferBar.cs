using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Wellcloud.Client.Saving;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Views;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>The progress bar of a run: files, bytes, rate, failures and, once the number of files is known, the time left.</summary>
/// <param name="command">The command.</param>
/// <param name="activity">What the command does.</param>
/// <param name="progress">The progress.</param>
/// <param name="tally">The outcomes, for a command that counts them.</param>
/// <param name="withoutTotal">The status while the total is unknown.</param>
internal sealed class TransferBar(PSCmdlet command, string activity, TransferProgress progress, SaveTally? tally, string withoutTotal)
{
    private const char ZeroWidth = '\u200B';

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly bool _isMinimal = IsMinimal(command);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _shown;

    /// <summary>Shows the progress, unless it was shown a moment ago.</summary>
    public void Show()
    {
        var now = _clock.Elapsed;
        if (now - _shown < RefreshInterval)
        {
            return;
        }

        _shown = now;
        command.WriteProgress(Record(now));
    }

    /// <summary>Removes the bar.</summary>
    public void Complete()
    {
        if (_shown == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            command.WriteProgress(new ProgressRecord(0, activity, Messages.ProgressDone) { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // A pipeline that stops removes the bar itself.
        }
    }

    private ProgressRecord Record(TimeSpan now)
    {
        var (done, total) = (progress.Done, progress.Total ?? tally?.Total);
        var record = new ProgressRecord(0, activity, FillLine(Describe(done, total, now)));
        if (total > 0)
        {
            record.PercentComplete = (int)Math.Min(100L * done / total.Value, 100);
            record.SecondsRemaining = done > 0 ? (int)(now.TotalSeconds / done * (total.Value - done)) : -1;
        }

        return record;
    }

    private string Describe(int done, int? total, TimeSpan now)
    {
        if (progress.Waiting is { } wait)
        {
            var why = wait.Fault.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? wait.Fault.Error.ToString();
            var seconds = (int)(DateTimeOffset.UtcNow - wait.Since).TotalSeconds;
            return string.Format(Messages.ProgressWaiting, total is null ? $"{done}" : $"{done}/{total}", seconds, why);
        }

        var size = ByteSize.Format(progress.Bytes);
        var rate = ByteSize.Format((long)(progress.Bytes / Math.Max(now.TotalSeconds, 0.1)));
        var status = total is null
            ? string.Format(withoutTotal, done, size, rate)
            : string.Format(Messages.ProgressWithTotal, done, total, size, rate);
        return tally?.Failed > 0 ? status + string.Format(Messages.ProgressFailed, tally.Failed) : status;
    }

    // In the minimal view, PowerShell 7.6 and earlier pad the bar to the width of the window by characters, not cells. Each Chinese character
    // makes the bar a cell too long, and it wraps. A zero-width character for each of them corrects that. The classic view counts cells.
    private string FillLine(string status) =>
        _isMinimal ? status + new string(ZeroWidth, CellText.CountWide(activity) + CellText.CountWide(status)) : status;

    private static bool IsMinimal(PSCmdlet command) =>
        ValueOf(ValueOf(command.GetVariableValue("PSStyle"), "Progress"), "View")?.ToString() is "Minimal";

    private static object? ValueOf(object? target, string property) => target is null ? null : PSObject.AsPSObject(target).Properties[property]?.Value;
}

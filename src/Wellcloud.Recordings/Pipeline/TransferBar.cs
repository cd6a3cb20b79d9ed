using System.Diagnostics;
using System.Management.Automation;
using Wellcloud.Client.Saving;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Views;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>One progress bar for a whole run: files, bytes, rate and, once the number of files is known, the time left.</summary>
internal sealed class TransferBar(Cmdlet command, string activity, TransferProgress progress)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _shown;

    /// <summary>How many files there will be; null while the pipeline goes on.</summary>
    public int? Total { get; set; }

    /// <summary>Shows how far the run is, a few times a second at most.</summary>
    public void Show()
    {
        var now = _clock.Elapsed;
        if (now - _shown < Rest)
        {
            return;
        }

        _shown = now;
        command.WriteProgress(Record(now));
    }

    /// <summary>Takes the bar away.</summary>
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
            // The pipeline is stopping and takes the bar away by itself.
        }
    }

    private ProgressRecord Record(TimeSpan now)
    {
        var (done, rate) = (progress.Done, progress.Bytes / Math.Max(now.TotalSeconds, 0.1));
        var size = ByteSize.Format(progress.Bytes);
        var speed = ByteSize.Format((long)rate);
        var total = Total ?? progress.Total;
        var status = total is null
            ? string.Format(Messages.ProgressOpen, done, size, speed)
            : string.Format(Messages.ProgressOf, done, total, size, speed);
        var record = new ProgressRecord(0, activity, status);
        if (total > 0)
        {
            record.PercentComplete = (int)Math.Min(100L * done / total.Value, 100);
            record.SecondsRemaining = done > 0 ? (int)(now.TotalSeconds / done * (total.Value - done)) : -1;
        }

        return record;
    }
}

using System.Diagnostics;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Views;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>Counts the outcomes of a run. The engine's thread adds them; the progress bar and the summary show them.</summary>
internal sealed class SaveTally
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _bytes;
    private int _saved;
    private int _skipped;
    private int _missing;
    private int _failed;
    private int _withoutAudio;

    /// <summary>The number of all recordings, once the command knows it.</summary>
    public int? Total { get; set; }

    /// <summary>Recordings that could not be saved.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Recordings that were not requested, because the service lists them as failed.</summary>
    public int WithoutAudio => Volatile.Read(ref _withoutAudio);

    /// <summary>Counts an outcome.</summary>
    public void Add(SaveOutcome outcome)
    {
        switch (outcome.Result.Status)
        {
            case SaveStatus.Saved or SaveStatus.Resumed:
                Interlocked.Increment(ref _saved);
                Interlocked.Add(ref _bytes, outcome.Result.Bytes ?? 0);
                break;
            case SaveStatus.Skipped:
                Interlocked.Increment(ref _skipped);
                break;
            case SaveStatus.Missing or SaveStatus.NotFound:
                Interlocked.Increment(ref _missing);
                break;
            case SaveStatus.Failed:
                Interlocked.Increment(ref _failed);
                break;
        }

        if (outcome is { Result.Status: SaveStatus.Missing, Fault: null })
        {
            Interlocked.Increment(ref _withoutAudio);
        }
    }

    /// <summary>Returns one line with the counts of all outcomes.</summary>
    public string Summarize() =>
        string.Format(Messages.SaveSummary, _saved, _skipped, _missing, _failed, ByteSize.Format(_bytes), View.Elapsed(_clock.Elapsed));
}

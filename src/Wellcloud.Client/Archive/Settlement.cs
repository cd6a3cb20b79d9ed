using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>What the outcome of a transfer means for a recording that may have a file already.</summary>
internal static class Settlement
{
    /// <summary>
    /// Turns the outcome of a transfer into a decision: only complete new audio replaces a file. A file that is damaged or gone stays listed
    /// until there is audio again, because otherwise nobody would learn that the archive has lost it.
    /// </summary>
    /// <returns>The decision, and whether it gets a line. Without a line, the earlier decision still counts, and the next run asks again.</returns>
    /// <param name="outcome">The outcome.</param>
    /// <param name="earlier">What earlier runs decided; null when the recording is new.</param>
    /// <param name="now">The time of the decision.</param>
    public static (SaveOutcome Decision, bool IsFinal) Of(SaveOutcome outcome, EarlierDecision? earlier, DateTimeOffset now)
    {
        var result = outcome.Result;
        if (earlier is not ({ Path: not null } or { Again: AgainReason.FileGone }) || result.Status.HasFile() || result.Status is SaveStatus.Skipped)
        {
            return (outcome, true);
        }

        if (earlier.Kept is not { } kept)
        {
            return (Lost(outcome, isGone: earlier.Path is null), false);
        }

        var isFinal = result.Status.IsWithoutFile() && result.Recording is { } row && !ArchiveJudge.IsEarly(row, now, now);
        return (Keep(result, kept), isFinal);
    }

    private static SaveOutcome Keep(SavedRecording result, KeptAudio kept)
    {
        var stays = new SavedRecording
        {
            Id = result.Id,
            CallId = result.CallId,
            Path = kept.Saved.Path,
            Status = SaveStatus.Skipped,
            Bytes = kept.Saved.Bytes,
            Sha256 = kept.Saved.Sha256,
            AudioFormat = kept.Saved.AudioFormat,
            AudioLength = kept.Saved.AudioLength,
            Attempts = result.Attempts,
            Elapsed = result.Elapsed,
            Recording = result.Recording,
            Error = result.Error,
        };
        return new SaveOutcome(stays) { ETag = kept.ETag, LastModified = kept.LastModified };
    }

    /// <summary>Returns the outcome of a damaged or absent file for which no new audio came.</summary>
    private static SaveOutcome Lost(SaveOutcome outcome, bool isGone)
    {
        var result = outcome.Result;
        var message = string.Format(isGone ? Messages.KeptGone : Messages.KeptDamaged, result.Id, result.Error);
        return Fail(outcome, new WellcloudException(outcome.Fault?.Error ?? WellcloudError.RecordingFileMissing, message, outcome.Fault)
        {
            Target = result.Id,
            StatusCode = outcome.Fault?.StatusCode,
        });
    }

    /// <summary>Turns an outcome into a failure. It gets no line, so the earlier decision still counts.</summary>
    public static SaveOutcome Fail(SaveOutcome outcome, WellcloudException fault) => new(
        new SavedRecording
        {
            Id = outcome.Result.Id,
            CallId = outcome.Result.CallId,
            Status = SaveStatus.Failed,
            Attempts = outcome.Result.Attempts,
            Elapsed = outcome.Result.Elapsed,
            Recording = outcome.Result.Recording,
            Error = fault.Message,
        },
        fault);
}

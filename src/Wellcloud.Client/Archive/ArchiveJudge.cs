using Wellcloud.Client.Files;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Archive;

/// <summary>Decides from the ledger, the files and the listed row whether a recording has to be requested.</summary>
/// <param name="folder">The archive.</param>
/// <param name="index">The latest decisions.</param>
/// <param name="offset">The offset of the times in rows.</param>
/// <param name="force">Whether to request again recordings that the service did not have, and damaged files.</param>
internal sealed class ArchiveJudge(ArchiveFolder folder, LedgerIndex index, TimeSpan offset, bool force)
{
    /// <summary>How long after a call the service may still be busy with its recording.</summary>
    private static readonly TimeSpan _busyAfterCall = TimeSpan.FromDays(1);

    /// <summary>Whether the decision that there is no file was made so soon after the call that it may still change.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="decided">When the decision was made.</param>
    /// <param name="since">When the service was first found to have no file: the call was over by then, whatever its row says.</param>
    public static bool IsEarly(Recording recording, DateTimeOffset decided, DateTimeOffset since)
    {
        var ended = recording.EndTime ?? recording.StartTime;
        return decided - (ended < since ? ended.Value : since) <= _busyAfterCall;
    }

    /// <summary>Returns what earlier decisions mean for a recording.</summary>
    public EarlierDecision Judge(Recording recording)
    {
        if (!index.TryFind(TextKey.Of(recording.Id), out var entry))
        {
            return EarlierDecision.None;
        }

        if (entry.Status is SaveStatus.Removed)
        {
            return EarlierDecision.Removed;
        }

        if (entry.Status is SaveStatus.Failed || !LedgerLine.TryParse(index.ReadLine(entry), whole: true, out var line))
        {
            return EarlierDecision.Failed;
        }

        return entry.Status.HasFile() ? JudgeFile(line, recording) : JudgeAbsence(line, recording);
    }

    private EarlierDecision JudgeFile(in LedgerLine line, Recording recording)
    {
        if (line.Path.ToString() is not { } relative)
        {
            return new() { Again = AgainReason.FileGone };
        }

        var path = folder.FullPath(relative);
        if (FileLink.FindLengthIfReadable(path) is not { } length)
        {
            return new() { Again = AgainReason.FileGone };
        }

        if (length != line.Bytes || (force && !Digest.IsOfFile(path, line.Sha256.ToString())))
        {
            return new() { Again = AgainReason.DoesNotVerify, Path = path };
        }

        return !HasChanged(line, recording) ? EarlierDecision.Present : new()
        {
            Again = AgainReason.RowChanged,
            Path = path,
            Kept = new(line.ToSaved(folder, offset), line.ETag.ToString(), line.LastModified),
        };
    }

    private EarlierDecision JudgeAbsence(in LedgerLine line, Recording recording)
    {
        if (HasChanged(line, recording))
        {
            // The end of the call may have changed too, so its day begins again.
            return new() { Again = AgainReason.RowChanged };
        }

        var since = line.Since ?? line.Time;
        var again = force ? AgainReason.Forced
            : IsJudgedByRow(line, recording) ? null
            : IsBare404(line) ? AgainReason.Bare404
            : IsEarly(recording, line.Time, since) ? AgainReason.JudgedEarly
            : null;
        return again is null ? new() { Final = line.Status } : new() { Again = again, Since = since };
    }

    /// <summary>Whether the row alone says that there is no audio: the service is not asked until the row changes.</summary>
    private static bool IsJudgedByRow(in LedgerLine line, Recording recording) =>
        line.Status is SaveStatus.Missing && recording.HasFailed;

    /// <summary>Whether version 1.0 may have decided this after a 404 that did not come from the service.</summary>
    private static bool IsBare404(in LedgerLine line) =>
        line.Status is SaveStatus.NotFound && line.Code is null && !NamesCode425(line.Error.ToString());

    /// <summary>Whether an error text of version 1.0, in either language, names the status that only the service sends.</summary>
    private static bool NamesCode425(string? error) => error is not null && (error.Contains("(425)") || error.Contains("（425）"));

    /// <summary>Whether a field differs in a way that may mean new audio. Equal bytes, the usual case, need no parsing.</summary>
    private bool HasChanged(in LedgerLine line, Recording recording) =>
        !line.Recording.SequenceEqual(recording.Source) && RecordingJson.Read(line.Recording, offset) is { } known
        && (known.StartTime != recording.StartTime || known.EndTime != recording.EndTime || known.CallLength != recording.CallLength
            || known.State != recording.State || known.FileSize != recording.FileSize);
}

using Wellcloud.Client.Files;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Archive;

/// <summary>Tells which recordings have to be requested, by the ledger, the files and the listed row.</summary>
/// <param name="folder">The archive.</param>
/// <param name="index">The latest decisions.</param>
/// <param name="offset">The offset of the times in rows.</param>
/// <param name="force">Whether to request again what the service did not have, and what does not verify.</param>
internal sealed class ArchiveJudge(ArchiveFolder folder, LedgerIndex index, TimeSpan offset, bool force)
{
    /// <summary>How long after a call the service may still be busy with its recording.</summary>
    private static readonly TimeSpan _settled = TimeSpan.FromDays(1);

    /// <summary>Whether a decision that the service has no file comes early enough after the call to be wrong soon.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="decided">When the decision was made.</param>
    /// <param name="since">When the service was first found to have no file: the call was over by then, whatever its row says.</param>
    public static bool IsEarly(Recording recording, DateTimeOffset decided, DateTimeOffset since)
    {
        var ended = recording.EndTime ?? recording.StartTime;
        return decided - (ended < since ? ended.Value : since) <= _settled;
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

        if (length != line.Bytes || (force && !HasDigest(path, line.Sha256)))
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
        line.Status is SaveStatus.Missing && string.Equals(recording.State, "Fail", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a decision of version 1.0 may rest on a 404 that was not the service's own. Its text holds the code; 425 comes from the service only.</summary>
    private static bool IsBare404(in LedgerLine line) =>
        line.Status is SaveStatus.NotFound && line.Code is null && line.Error.ToString() is var error && (error is null || !(error.Contains("(425)") || error.Contains("（425）")));

    /// <summary>Whether a field that may bring new audio differs. Equal bytes, as nearly always, need no parsing.</summary>
    private bool HasChanged(in LedgerLine line, Recording recording) =>
        !line.Recording.SequenceEqual(recording.Source) && RecordingJson.Read(line.Recording, offset) is { } known
        && (known.StartTime != recording.StartTime || known.EndTime != recording.EndTime || known.CallLength != recording.CallLength
            || known.State != recording.State || known.FileSize != recording.FileSize);

    private static bool HasDigest(string path, LedgerText sha256)
    {
        try
        {
            return Digest.OfFile(path) == sha256.ToString();
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return false;
        }
    }
}

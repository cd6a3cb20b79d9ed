using System.Diagnostics;
using System.Security.Cryptography;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Audio;

/// <summary>
/// One audio, from the service to its file, as a transaction: bytes go to a partial file, which gets its name when it is complete,
/// of the announced length and audio. What was cut is gone on with under the validator it began with, never on trust.
/// </summary>
internal sealed class AudioTransfer(WellcloudClient client, Recording recording, string stem, bool flush, TransferProgress progress)
{
    private int _attempts;
    private bool _resumed;
    private string? _validator;
    private DateTimeOffset? _lastModified;

    /// <summary>The file's whole name, where it is given; else the extension follows from the bytes.</summary>
    public string? Target { get; init; }

    /// <summary>Whether a file that has the name already and other bytes keeps it.</summary>
    public Func<string, bool> Spares { get; init; } = static _ => false;

    /// <summary>Told of every fault that is going to be retried.</summary>
    public Action<WellcloudException>? Retrying { get; init; }

    /// <summary>Fetches the audio.</summary>
    /// <returns>What was saved; faults of this one recording are in the outcome.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; what is there is kept if it can be gone on with.</exception>
    public async Task<SaveOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return await FetchAsync(clock, cancellationToken).ConfigureAwait(false);
        }
        catch (WellcloudException fault)
        {
            var status = fault.Error switch
            {
                WellcloudError.RecordingFileMissing => SaveStatus.Missing,
                WellcloudError.RecordingNotFound => SaveStatus.NotFound,
                _ => SaveStatus.Failed,
            };
            return new(Result(status, clock.Elapsed, error: fault.Message), fault);
        }
    }

    private async Task<SaveOutcome> FetchAsync(Stopwatch clock, CancellationToken cancellationToken)
    {
        var path = (Target ?? stem) + ".partial";
        try
        {
            using var partial = PartialFile.Open(path, recording.Id, client.BaseUri);
            try
            {
                await client.Retry.RunAsync(_ => AttemptAsync(partial, cancellationToken), client.Observer, cancellationToken, Retrying).ConfigureAwait(false);
            }
            catch (WellcloudException gone) when (gone.Error is WellcloudError.RecordingFileMissing or WellcloudError.RecordingNotFound)
            {
                partial.Discard();
                throw;
            }
            catch
            {
                partial.Keep();
                throw;
            }

            var target = Target ?? stem + partial.Format!.Extension;
            var hash = partial.Seal(flush);
            if (Spares(target) && !IsFree(target, hash))
            {
                partial.Discard();
                throw new WellcloudException(WellcloudError.NameCollision, string.Format(Messages.NameCollision, recording.Id, target)) { Target = recording.Id };
            }

            partial.MoveTo(target);
            return new(Result(_resumed ? SaveStatus.Resumed : SaveStatus.Saved, clock.Elapsed, target, partial.Length, hash)) { ETag = _validator, LastModified = _lastModified };
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }
    }

    /// <returns>The partial file, which is the whole now.</returns>
    private async Task<PartialFile> AttemptAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        _attempts++;
        _resumed = false;
        if (partial is { Length: > 0, Validator: { } validator })
        {
            using var rest = await AskForRestAsync(partial, validator, cancellationToken).ConfigureAwait(false);
            if (rest is { IsRest: true })
            {
                client.Observer?.Report(string.Format(Messages.Resuming, recording.Id, partial.Length));
                _resumed = true;
                await CopyAsync(rest, partial, cancellationToken).ConfigureAwait(false);
                return partial;
            }

            if (rest is not null)
            {
                await TakeWholeAsync(rest, partial, cancellationToken).ConfigureAwait(false);
                return partial;
            }
        }

        using var whole = await client.OpenAudioAsync(recording.Id, true, null, cancellationToken).ConfigureAwait(false);
        await TakeWholeAsync(whole, partial, cancellationToken).ConfigureAwait(false);
        return partial;
    }

    /// <returns>The rest, or the whole if that came instead; null when neither is of use.</returns>
    private async Task<AudioAnswer?> AskForRestAsync(PartialFile partial, string validator, CancellationToken cancellationToken)
    {
        AudioAnswer answer;
        try
        {
            answer = await client.OpenAudioAsync(recording.Id, true, (partial.Length, validator), cancellationToken).ConfigureAwait(false);
        }
        catch (WellcloudException fault) when (fault.StatusCode == 416)
        {
            Restarting(Messages.RestartRange);
            return null;
        }

        var goesOn = answer.Start == partial.Length && (answer.Length ?? partial.Announced) == (partial.Announced ?? answer.Length);
        if (answer.IsRest && !(goesOn && (answer.Validator ?? validator) == validator))
        {
            Restarting(goesOn ? Messages.RestartChanged : Messages.RestartRange);
            answer.Dispose();
            return null;
        }

        if (!answer.IsRest)
        {
            Restarting(Messages.RestartChanged);
        }

        return answer;
    }

    private Task TakeWholeAsync(AudioAnswer answer, PartialFile partial, CancellationToken cancellationToken)
    {
        progress.Add(-partial.Length);
        partial.Restart(answer.Format, answer.Validator, answer.Length);
        return CopyAsync(answer, partial, cancellationToken);
    }

    private async Task CopyAsync(AudioAnswer answer, PartialFile partial, CancellationToken cancellationToken)
    {
        (_validator, _lastModified) = (partial.Validator, answer.LastModified);
        await partial.TakeAsync(answer.Head, answer.Body, progress, cancellationToken).ConfigureAwait(false);

        if (partial.Announced is { } announced ? partial.Length != announced : AudioTail.Check(partial.Whole(), partial.Format!) is TailVerdict.Cut)
        {
            throw new WellcloudException(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedAudio, recording.Id, partial.Length))
            {
                Target = recording.Id,
                IsTransient = true,
            };
        }
    }

    private static bool IsFree(string target, string hash)
    {
        if (!File.Exists(target))
        {
            return true;
        }

        using var file = File.OpenRead(target);
        using var sha = SHA256.Create();
        return Hex.Lower(sha.ComputeHash(file)) == hash;
    }

    private void Restarting(string reason) => client.Observer?.Report(string.Format(Messages.Restarting, recording.Id, reason));

    private SavedRecording Result(SaveStatus status, TimeSpan elapsed, string? path = null, long? bytes = null, string? hash = null, string? error = null) => new()
    {
        Id = recording.Id,
        CallId = recording.CallId,
        Path = path,
        Status = status,
        Bytes = bytes,
        Sha256 = hash,
        Attempts = _attempts,
        Elapsed = elapsed,
        Recording = recording,
        Error = error,
    };
}

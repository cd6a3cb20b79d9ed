using System.Diagnostics;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>
/// Downloads one recording as a transaction: its bytes go to a partial file, which gets its name once it is complete, has the
/// announced length and is audio. A transfer that was cut off is resumed only under the validator that it began with. It can be run again.
/// </summary>
internal sealed class AudioTransfer(
    WellcloudClient client, Recording recording, string stem, AudioSaveOptions options, FileOwnership files, TransferProgress progress, ServiceHealth health)
{
    private const int MoveTries = 10;

    private static readonly TimeSpan _movePause = TimeSpan.FromSeconds(0.3);

    private readonly KeptAudio? _kept = files.FindKept(recording.Id);
    private readonly AudioProof _proof = new();
    private int _attempts;
    private int _failures;
    private long _furthest;
    private long _recovered;

    /// <summary>Whether <see cref="ServiceHealth"/> has judged the fault, so that this run makes no further attempt.</summary>
    private bool _isFinal;
    private bool _isOpenEnded;
    private SaveStatus _status;
    private DateTimeOffset? _lastModified;

    /// <summary>The service's faults at this recording; null if there were none.</summary>
    public Trouble? Trouble { get; private set; }

    /// <summary>The pause before the transfer must run again, if its last run failed through no fault of the recording; null if the outcome is final.</summary>
    public TimeSpan? Again { get; private set; }

    /// <summary>Fetches the audio.</summary>
    /// <returns>The outcome, with the fault where it is a fault of this recording alone.</returns>
    /// <exception cref="OperationCanceledException">The transfer was cancelled; its bytes are kept if they can be resumed.</exception>
    public async Task<SaveOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        Again = null;
        _isFinal = false;
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
        var path = options.OutFile ?? stem;
        try
        {
            files.PrepareFolder(path);
            using var place = new PartialPlace(path, isNamed: options.OutFile is not null);
            using var partial = PartialFile.Open(place.Path, recording.Id, client.BaseUri, _proof);
            if (partial.Length == 0 || _proof.Format is null)
            {
                partial.Restart();
            }

            _recovered = partial.Length;

            await RetryAsync(partial, cancellationToken).ConfigureAwait(false);
            if (_status is SaveStatus.Skipped)
            {
                partial.Discard();
                return Stays(clock.Elapsed, _kept!.ETag, _kept.LastModified);
            }

            var target = options.OutFile ?? stem + _proof.Format!.Extension;
            var digest = partial.Seal(options.Flush);
            if (digest == _kept?.Saved.Sha256)
            {
                partial.Discard();
                return Stays(clock.Elapsed, partial.StrongETag, _lastModified);
            }

            if (files.FindObstacle(recording, target, digest) is { } obstacle)
            {
                partial.Discard();
                throw obstacle;
            }

            path = target;
            await MoveAsync(partial, target, cancellationToken).ConfigureAwait(false);
            return new(Result(_status, clock.Elapsed, target, partial.Length, digest, _proof.Format!.Name, _proof.Length))
            {
                ETag = partial.StrongETag,
                LastModified = _lastModified,
                IsDoubtful = _proof.IsUnproven || (_isOpenEnded && partial.Length < recording.FileSize),
            };
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.WriteOne(path, options.OutFile is null ? options.Destination : Path.GetDirectoryName(path)!, exception);
        }
    }

    /// <summary>Gives the complete file its name. A program against viruses or for backups may hold it, or the file that it replaces, for a moment.</summary>
    private async Task MoveAsync(PartialFile partial, string target, CancellationToken cancellationToken)
    {
        try
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    partial.MoveTo(target, isNamed: options.OutFile is not null);
                    return;
                }
                catch (IOException exception) when (tries < MoveTries && FileFault.IsInUse(exception))
                {
                    await client.Time.PauseAsync(_movePause, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            // Without its sidecar nobody can resume it.
            partial.Discard();
            throw;
        }
    }

    /// <summary>Returns the outcome when the service still has the audio that is there already.</summary>
    private SaveOutcome Stays(TimeSpan elapsed, string? etag, DateTimeOffset? lastModified)
    {
        var saved = _kept!.Saved;
        return new(Result(SaveStatus.Skipped, elapsed, saved.Path, saved.Bytes, saved.Sha256, saved.AudioFormat, saved.AudioLength ?? _proof.Length))
        {
            ETag = etag,
            LastModified = lastModified,
        };
    }

    private async Task RetryAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                TimeSpan pause;
                try
                {
                    await AttemptAsync(partial, cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (WellcloudException fault) when (!_isFinal && !HandleShortage.Is(fault))
                {
                    pause = PauseAfter(fault, partial) ?? throw WithAllBytes(fault, partial);
                }

                await client.Time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is WellcloudException { Error: WellcloudError.RecordingFileMissing or WellcloudError.RecordingNotFound } || FileFault.IsTooLarge(fault))
        {
            partial.Discard();
            throw;
        }
        catch
        {
            partial.Keep();
            throw;
        }
    }

    /// <summary>Returns the pause before the next attempt. An attempt that received more bytes than the ones before does not count.</summary>
    private TimeSpan? PauseAfter(WellcloudException fault, PartialFile partial)
    {
        if (partial is { Validator: not null } && partial.Length > _furthest)
        {
            _furthest = partial.Length;
            _failures = Math.Max(1, _failures);
        }
        else
        {
            _failures++;
        }

        var pause = client.Retry.PauseAfter(_failures, fault);
        if (pause is { } wait)
        {
            client.Retry.Report(client.Observer, fault, wait, _failures);
        }

        return pause;
    }

    /// <summary>Returns the fault of an incomplete transfer with the bytes of all attempts, not only of the last one.</summary>
    private WellcloudException WithAllBytes(WellcloudException fault, PartialFile partial) => fault.Error is not WellcloudError.TruncatedResponse
        ? fault
        : new(fault.Error, partial.Announced is { } announced
            ? string.Format(Messages.TruncatedAudioOf, recording.Id, partial.Length, announced)
            : string.Format(Messages.TruncatedAudio, recording.Id, partial.Length), fault)
        {
            Target = recording.Id,
            IsTransient = true,
        };

    /// <summary>
    /// Completes the partial file, and sets the status: Saved, Resumed, or Skipped when the service still has the audio that is there already.
    /// The status is a field, since a task of an enum costs a shell's first save some milliseconds of compiling.
    /// </summary>
    private async Task AttemptAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        _attempts++;
        if (partial is { Length: > 0, Validator: { } validator })
        {
            using var rest = await AskForRestAsync(partial, validator, cancellationToken).ConfigureAwait(false);
            if (rest is { IsRest: true })
            {
                client.Observer?.Report(string.Format(Messages.Resuming, recording.Id, partial.Length));
                await CopyAsync(rest, partial, SaveStatus.Resumed, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (rest is not null)
            {
                await TakeWholeAsync(rest, partial, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        using var whole = await AskAsync(null, _kept?.ETag, cancellationToken).ConfigureAwait(false);
        if (whole.IsUnchanged)
        {
            _status = SaveStatus.Skipped;
            return;
        }

        await TakeWholeAsync(whole, partial, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests the audio, as soon as <see cref="ServiceHealth"/> lets it. That class also judges the service's faults, and decides whether this must run again.</summary>
    private async Task<AudioAnswer> AskAsync((long Start, string Validator)? resume, string? knownETag, CancellationToken cancellationToken)
    {
        var ticket = await health.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await AudioAnswer.OpenAsync(client, recording.Id, download: true, resume, cancellationToken, knownETag).ConfigureAwait(false);
            health.Answer(ticket);
            return answer;
        }
        catch (WellcloudException fault) when (ServiceHealth.IsOfService(fault))
        {
            _isFinal = true;
            Again = health.Judge(ticket, fault, Trouble ??= new());
            throw;
        }
        catch (WellcloudException fault) when (!HandleShortage.Is(fault) && !fault.EndsRun)
        {
            health.Answer(ticket);
            throw;
        }
        catch
        {
            health.Release(ticket);
            throw;
        }
    }

    /// <returns>The rest, or the complete audio if the service sent that; null when the response cannot be used.</returns>
    private async Task<AudioAnswer?> AskForRestAsync(PartialFile partial, string validator, CancellationToken cancellationToken)
    {
        AudioAnswer answer;
        try
        {
            answer = await AskAsync((partial.Length, validator), null, cancellationToken).ConfigureAwait(false);
        }
        catch (WellcloudException fault) when (fault.StatusCode == 416)
        {
            ReportRestart(Messages.RestartRange);
            return null;
        }

        if (!answer.IsRest)
        {
            ReportRestart(Messages.RestartChanged);
            return answer;
        }

        var continues = answer.Start == partial.Length && (answer.Length ?? partial.Announced) == (partial.Announced ?? answer.Length);
        if (continues && (answer.Validator ?? validator) == validator)
        {
            return answer;
        }

        ReportRestart(continues ? Messages.RestartChanged : Messages.RestartRange);
        answer.Dispose();
        return null;
    }

    private Task TakeWholeAsync(AudioAnswer answer, PartialFile partial, CancellationToken cancellationToken)
    {
        progress.Add(_recovered - partial.Length);
        _recovered = 0;
        partial.Restart(answer.Format!.ContentType, answer.Validator, answer.Length);
        return CopyAsync(answer, partial, SaveStatus.Saved, cancellationToken);
    }

    private async Task CopyAsync(AudioAnswer answer, PartialFile partial, SaveStatus status, CancellationToken cancellationToken)
    {
        (_lastModified, _isOpenEnded) = (answer.LastModified, answer.EndsWithConnection && partial.Announced is null);
        await answer.SaveAsync(partial, progress, cancellationToken).ConfigureAwait(false);

        if (partial.Announced is { } announced ? partial.Length != announced : _proof.IsCut)
        {
            throw new WellcloudException(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedAudio, recording.Id, partial.Length))
            {
                Target = recording.Id,
                IsTransient = true,
            };
        }

        _status = status;
    }

    private void ReportRestart(string reason) => client.Observer?.Report(string.Format(Messages.Restarting, recording.Id, reason));

    private SavedRecording Result(SaveStatus status, TimeSpan elapsed, string? path = null, long? bytes = null, string? digest = null, string? format = null, TimeSpan? length = null, string? error = null) => new()
    {
        Id = recording.Id,
        CallId = recording.CallId,
        Path = path,
        Status = status,
        Bytes = bytes,
        Sha256 = digest,
        AudioFormat = format,
        AudioLength = length,
        Attempts = _attempts,
        Elapsed = elapsed,
        Recording = recording,
        Error = error,
    };
}

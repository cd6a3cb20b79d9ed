using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>Saves the audio of any number of recordings, several at once, in order of completion.</summary>
public sealed class AudioSaver
{
    /// <summary>How many recordings may give up their place while they wait to be requested again.</summary>
    private const int MostAside = 10;

    /// <summary>How often a recording is tried when the process is out of open files.</summary>
    private const int ShortageTries = 20;

    private static readonly TimeSpan _shortagePause = TimeSpan.FromSeconds(0.5);

    private readonly WellcloudClient _client;
    private readonly AudioSaveOptions _options;
    private readonly FileOwnership _files;
    private readonly TransferGate _gate;
    private ServiceHealth? _health;
    private int _aside;

    /// <summary>Makes a saver, which does nothing yet.</summary>
    /// <param name="client">The service.</param>
    /// <param name="options">Where to save, and how.</param>
    public AudioSaver(WellcloudClient client, AudioSaveOptions options)
        : this(client, options, new FolderOwnership(options))
    {
    }

    /// <summary>Makes a saver with other rules for which recording owns a file.</summary>
    internal AudioSaver(WellcloudClient client, AudioSaveOptions options, FileOwnership files) =>
        (_client, _options, _files, _gate) = (client, options, files, new(Math.Min(options.ThrottleLimit, HandleRoom.CountTransfers()), client.Time));

    /// <summary>The progress of the run.</summary>
    public TransferProgress Progress { get; init; } = new();

    /// <summary>Saves recordings as they come.</summary>
    /// <returns>One outcome for each, in order of completion.</returns>
    /// <exception cref="WellcloudException">No other recording can succeed: the login is refused, the disk is full, the service is down.</exception>
    public async IAsyncEnumerable<SaveOutcome> SaveAsync(
        IAsyncEnumerable<Recording> recordings, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateBounded<SaveOutcome>(new BoundedChannelOptions(2 * _options.ThrottleLimit) { SingleReader = true });
        var run = RunAsync(recordings, outcomes.Writer, stop);
        try
        {
            while (await outcomes.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (outcomes.Reader.TryRead(out var outcome))
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            // No transfer may outlive the enumeration or wait for a reader, however the enumeration ends.
            stop.Cancel();
            outcomes.Writer.TryComplete();
            await run.ConfigureAwait(false);
        }
    }

    /// <summary>Returns the path that a recording will have, without its extension.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>.</exception>
    public string StemOf(Recording recording) =>
        _options.OutFile ?? SafePath.Combine(_options.Destination, _options.NameTemplate.NameFor(recording));

    /// <summary>Returns the outcome of a recording that the service need not be asked for; null for others. Nothing is written.</summary>
    public SaveOutcome? Foresee(Recording recording) => TryDecideWithoutRequest(recording, out _);

    private async Task RunAsync(IAsyncEnumerable<Recording> recordings, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        var running = new List<RunningTransfer>();
        _health = new ServiceHealth(_client, Progress);
        Exception? end = null;
        try
        {
            await foreach (var recording in recordings.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                stop.Token.ThrowIfCancellationRequested();
                if (TryDecideWithoutRequest(recording, out var claim) is { } known)
                {
                    await ReportAsync(known, outcomes, stop).ConfigureAwait(false);
                    continue;
                }

                var stem = claim.Stem;
                if (claim.IsRepeated && running.Where(transfer => transfer.Stem == stem).Select(static transfer => transfer.Task).ToList() is { Count: > 0 } earlier)
                {
                    // It waits for the first without a place, since the first may need one again.
                    running.Add(new(stem, Task.Run(() => RepeatAsync(recording, stem, Task.WhenAll(earlier), outcomes, stop), CancellationToken.None)));
                    continue;
                }

                if (claim.IsRepeated && _files.FindSaved(stem) is { } file)
                {
                    await ReportAsync(Skipped(recording, file), outcomes, stop).ConfigureAwait(false);
                    continue;
                }

                await _gate.EnterAsync(stop.Token).ConfigureAwait(false);
                running.RemoveAll(static transfer => transfer.Task.Status is TaskStatus.RanToCompletion);
                _health.Begin();
                running.Add(new(stem, Task.Run(() => TransferAsync(recording, stem, outcomes, stop), CancellationToken.None)));
            }

            _health.EndInput();
        }
        catch (Exception exception)
        {
            // The caller supplies the recordings, so any exception is possible: it ends the run and reaches the reader.
            end = exception;
            stop.Cancel();
        }

        try
        {
            await Task.WhenAll(running.Select(static transfer => transfer.Task)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            end = running.Select(static transfer => transfer.Task.Exception?.InnerException).OfType<WellcloudException>().FirstOrDefault() ?? end ?? exception;
        }

        outcomes.TryComplete(_health.Conclude(end));
    }

    private SaveOutcome? TryDecideWithoutRequest(Recording recording, out FileClaim claim)
    {
        claim = default;
        try
        {
            if (!_options.Force && recording.HasFailed)
            {
                return WithoutFile(recording, SaveStatus.Missing, string.Format(Messages.RecordingFailed, recording.Id));
            }

            claim = _files.Claim(recording, StemOf(recording));
            return claim.Existing is { } file ? Skipped(recording, file) : null;
        }
        catch (WellcloudException fault) when (!fault.EndsRun)
        {
            return WithoutFile(recording, SaveStatus.Failed, fault.Message, fault);
        }
    }

    /// <summary>Saves a recording that came before in this run. Waits for the earlier transfer, and downloads again only if that left no file.</summary>
    private async Task RepeatAsync(Recording recording, string stem, Task earlier, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        await earlier.ConfigureAwait(false);
        if (_files.FindSaved(stem) is { } file)
        {
            await ReportAsync(Skipped(recording, file), outcomes, stop).ConfigureAwait(false);
            return;
        }

        await _gate.EnterAsync(stop.Token).ConfigureAwait(false);
        _health!.Begin();
        await TransferAsync(recording, stem, outcomes, stop).ConfigureAwait(false);
    }

    private async Task TransferAsync(Recording recording, string stem, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        var transfer = new AudioTransfer(_client, recording, stem, _options, _files, Progress, _health!);
        var (bytes, hasPlace) = (0L, true);
        try
        {
            var outcome = await transfer.RunAsync(stop.Token).ConfigureAwait(false);
            for (var tries = 1; PauseAfter(transfer, outcome, tries) is { } pause; tries++)
            {
                // Meanwhile, other recordings show whether the service is at fault. The count drops even if the wait is cancelled.
                if (Interlocked.Increment(ref _aside) <= MostAside)
                {
                    hasPlace = false;
                    _gate.Leave(null);
                }

                try
                {
                    await _client.Time.PauseAsync(pause, stop.Token).ConfigureAwait(false);
                    if (!hasPlace)
                    {
                        await _gate.EnterAsync(stop.Token).ConfigureAwait(false);
                        hasPlace = true;
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref _aside);
                }

                outcome = await transfer.RunAsync(stop.Token).ConfigureAwait(false);
            }

            bytes = outcome.Result.Bytes ?? 0;
            await ReportAsync(outcome, outcomes, stop).ConfigureAwait(false);
        }
        finally
        {
            _health!.End(transfer.Trouble);
            if (hasPlace)
            {
                _gate.Leave(bytes);
            }
        }
    }

    /// <summary>Returns the pause before a recording is requested again, if its outcome is not its own fault; null if the outcome is final.</summary>
    private TimeSpan? PauseAfter(AudioTransfer transfer, SaveOutcome outcome, int tries)
    {
        if (transfer.Again is { } pause)
        {
            return pause;
        }

        if (!HandleShortage.Is(outcome.Fault) || tries > ShortageTries)
        {
            return null;
        }

        _gate.SlowDown();
        return _shortagePause;
    }

    private ValueTask ReportAsync(SaveOutcome outcome, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        if (outcome.Fault is { EndsRun: true } fault)
        {
            stop.Cancel();
            throw fault;
        }

        // Not cancelled with the run: the caller has to learn of every file that has its name by now.
        Progress.End();
        return outcomes.WriteAsync(outcome, CancellationToken.None);
    }

    private static SaveOutcome Skipped(Recording recording, FileInfo file) =>
        new(new SavedRecording { Id = recording.Id, CallId = recording.CallId, Path = file.FullName, Status = SaveStatus.Skipped, Bytes = file.Length, Recording = recording });

    private static SaveOutcome WithoutFile(Recording recording, SaveStatus status, string reason, WellcloudException? fault = null) =>
        new(new SavedRecording { Id = recording.Id, CallId = recording.CallId, Status = status, Recording = recording, Error = reason }, fault);
}

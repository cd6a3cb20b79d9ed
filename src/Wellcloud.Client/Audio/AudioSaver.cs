using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Audio;

/// <summary>Saves the audio of any number of recordings, several at once, in order of completion.</summary>
/// <param name="client">The service.</param>
/// <param name="options">Where to, and how.</param>
public sealed class AudioSaver(WellcloudClient client, AudioSaveOptions options)
{
    /// <summary>A service that cannot be reached this often in a row is down.</summary>
    private const int ServiceIsDown = 10;

    private readonly TransferGate _gate = new(options.ThrottleLimit, client.Time);
    private readonly NameRegistry _names = new();
    private readonly DestinationFolders _folders = new();
    private readonly ConcurrentDictionary<string, bool> _damaged = new(StringComparer.Ordinal);
    private int _unreachable;

    /// <summary>How far the run is.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Saves recordings as they come.</summary>
    /// <returns>One outcome for each, in order of completion.</returns>
    /// <exception cref="WellcloudException">Nothing more can succeed: the login is refused, the disk is full, the service is down.</exception>
    public async IAsyncEnumerable<SaveOutcome> SaveAsync(
        IAsyncEnumerable<Recording> recordings, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateBounded<SaveOutcome>(new BoundedChannelOptions(2 * options.ThrottleLimit) { SingleReader = true });
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
            // However this ends, no transfer outlives it, and none waits to be heard.
            stop.Cancel();
            outcomes.Writer.TryComplete();
            await run.ConfigureAwait(false);
        }
    }

    /// <summary>The path that a recording is going to have, without its extension.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>.</exception>
    public string StemOf(Recording recording) =>
        options.OutFile ?? SafePath.Combine(options.Destination, options.NameTemplate.NameFor(recording));

    /// <summary>Keeps a name, extension excluded, for a recording that is not part of this run.</summary>
    internal void Claim(string stem, string id) => _names.TryClaim(stem, id);

    /// <summary>Lets a file be replaced that is not what its recording is known to have.</summary>
    internal void GiveUp(string path) => _damaged[path] = true;

    private async Task RunAsync(IAsyncEnumerable<Recording> recordings, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        var running = new HashSet<Task>();
        Exception? end = null;
        try
        {
            await foreach (var recording in recordings.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                stop.Token.ThrowIfCancellationRequested();
                Progress.Begin();
                if (Prejudge(recording, out var stem) is { } known)
                {
                    await ReportAsync(known, outcomes, stop).ConfigureAwait(false);
                    continue;
                }

                await _gate.EnterAsync(stop.Token).ConfigureAwait(false);
                running.RemoveWhere(static task => task.Status is TaskStatus.RanToCompletion);
                running.Add(Task.Run(() => TransferAsync(recording, stem, outcomes, stop), CancellationToken.None));
            }
        }
        catch (Exception exception)
        {
            // The recordings come from somebody else, and so may any exception: it ends the run and comes out of it.
            end = exception;
            stop.Cancel();
        }

        try
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            end = running.Select(static task => task.Exception?.InnerException).OfType<WellcloudException>().FirstOrDefault() ?? end ?? exception;
        }

        outcomes.TryComplete(end);
    }

    /// <summary>What can be said of a recording without asking the service.</summary>
    private SaveOutcome? Prejudge(Recording recording, out string stem)
    {
        stem = "";
        try
        {
            if (!options.Force && string.Equals(recording.State, "Fail", StringComparison.OrdinalIgnoreCase))
            {
                return Without(recording, SaveStatus.Missing, new(WellcloudError.RecordingFileMissing, string.Format(Messages.RecordingFailed, recording.Id)) { Target = recording.Id });
            }

            stem = StemOf(recording);
            if (!_names.TryClaim(stem, recording.Id))
            {
                return Without(recording, SaveStatus.Failed, new(WellcloudError.NameCollision, string.Format(Messages.NameCollision, recording.Id, stem)) { Target = recording.Id });
            }

            var folder = Path.GetDirectoryName(stem)!;
            _folders.Make(folder);
            var there = options.Force || options.KnowsFiles ? null : _folders.FindExisting(folder, Candidates(stem));
            if (there is not null)
            {
                return new(new SavedRecording { Id = recording.Id, CallId = recording.CallId, Path = there.FullName, Status = SaveStatus.Skipped, Bytes = there.Length, Recording = recording });
            }

            return null;
        }
        catch (WellcloudException fault) when (!fault.EndsRun)
        {
            return Without(recording, SaveStatus.Failed, fault);
        }
    }

    private IEnumerable<string> Candidates(string stem) =>
        options.OutFile is null ? AudioFormat.Extensions.Select(extension => stem + extension) : [stem];

    private async Task TransferAsync(Recording recording, string stem, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        var bytes = 0L;
        try
        {
            var transfer = new AudioTransfer(client, recording, stem, options.Flush, Progress)
            {
                Target = options.OutFile,
                Spares = target => options.KnowsFiles && !options.NameTemplate.IsUnique && !_damaged.ContainsKey(target),
                Retrying = fault =>
                {
                    if (fault.StatusCode is 429 or 503)
                    {
                        _gate.GiveWay();
                    }
                },
            };
            var outcome = await transfer.RunAsync(stop.Token).ConfigureAwait(false);
            bytes = outcome.Result.Bytes ?? 0;
            await ReportAsync(outcome, outcomes, stop).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave(bytes);
        }
    }

    private ValueTask ReportAsync(SaveOutcome outcome, ChannelWriter<SaveOutcome> outcomes, CancellationTokenSource stop)
    {
        Progress.End(outcome);
        var isUnreachable = outcome.Fault?.Error is WellcloudError.ConnectionFailed;
        var inARow = isUnreachable ? Interlocked.Increment(ref _unreachable) : Interlocked.Exchange(ref _unreachable, 0);
        if (outcome.Fault is { } fault
            && (fault.EndsRun || (isUnreachable && inARow >= ServiceIsDown)))
        {
            stop.Cancel();
            throw fault;
        }

        // Not given up with the run: a file that has its name by now has to be known.
        return outcomes.WriteAsync(outcome, CancellationToken.None);
    }

    private static SaveOutcome Without(Recording recording, SaveStatus status, WellcloudException fault) =>
        new(new SavedRecording { Id = recording.Id, CallId = recording.CallId, Status = status, Recording = recording, Error = fault.Message }, fault);
}

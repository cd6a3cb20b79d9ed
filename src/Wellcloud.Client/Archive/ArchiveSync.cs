using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Wellcloud.Client.Http;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>Brings an archive up to date with the listing: fetches what is not there, and writes every decision into a ledger.</summary>
public sealed class ArchiveSync
{
    /// <summary>The longest time between a line and the disk.</summary>
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly WellcloudClient _client;
    private readonly ArchiveSyncOptions _options;
    private readonly ArchiveFolder _folder;
    private readonly LedgerOwnership _files;
    private readonly AudioSaver _saver;
    private readonly ChecksumList _checksums;
    private bool _outdated;
    private ArchiveSyncResult _result = new();

    /// <summary>Makes a sync, which does nothing yet.</summary>
    /// <exception cref="ArgumentException">A template without the id cannot be used in shards: they cannot see each other's names.</exception>
    public ArchiveSync(WellcloudClient client, ArchiveSyncOptions options)
    {
        if (options.Shard.Parts > 1 && !options.NameTemplate.IsUnique)
        {
            throw new ArgumentException(Messages.ShardTemplate);
        }

        (_client, _options, _folder) = (client, options, new ArchiveFolder(options.Path));
        _checksums = new ChecksumList(_folder);
        _files = new LedgerOwnership(options.NameTemplate.IsUnique);
        var saving = new AudioSaveOptions
        {
            Destination = _folder.Root,
            NameTemplate = options.NameTemplate,
            ThrottleLimit = options.ThrottleLimit,
            Force = options.Force,
            Flush = true,
        };
        _saver = new AudioSaver(client, saving, _files);
    }

    /// <summary>How far the run is; the total is known once the listing is there.</summary>
    public TransferProgress Progress => _saver.Progress;

    /// <summary>Ids that the filter asks for by name and that the listing does not have; known once the listing is there.</summary>
    public IReadOnlyCollection<string> NotListed { get; private set; } = [];

    /// <summary>Finds out what a run would do, without writing anything into the archive.</summary>
    public async Task<ArchivePlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        using var spool = await FillAsync(cancellationToken).ConfigureAwait(false);
        using var index = new LedgerIndex(_folder);
        await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await Task.Run(() =>
        {
            var known = spool.Read().Select(recording => Known(recording, index)).ToLookup(static status => status);
            return new ArchivePlan(spool.Count, known[SaveStatus.Skipped].Count(), known[null].Count());
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the archive up to date.</summary>
    /// <param name="decided">Gets every decision once it is written down; recordings that were decided on by an earlier run are none.</param>
    /// <param name="cancellationToken">Ends the run; what was decided until then stays.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.ArchiveInUse"/>, <see cref="WellcloudError.LedgerDamaged"/>, <see cref="WellcloudError.CountMismatch"/>, a listing
    /// that cannot be had as a whole (nothing was changed then), or something that nothing more can succeed after.
    /// </exception>
    public async Task<ArchiveSyncResult> RunAsync(Func<SaveOutcome, Task>? decided = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        _folder.Make();
        using var held = ArchiveLock.Take(_folder, _options.Shard);
        var head = await DecideAllAsync(decided, cancellationToken).ConfigureAwait(false);
        await _checksums.UpdateAsync(cancellationToken).ConfigureAwait(false);
        _result = _result with { Elapsed = clock.Elapsed, LedgerHead = head };
        return _result.Decided == _result.Listed
            ? _result
            : throw new WellcloudException(WellcloudError.CountMismatch, string.Format(Messages.CountMismatch, _result.Listed, _result.Decided)) { Target = _folder.Root };
    }

    /// <summary>The part that needs indexes in memory, which are gone before the list of digests makes its own.</summary>
    /// <returns>The head of the ledger.</returns>
    private async Task<string> DecideAllAsync(Func<SaveOutcome, Task>? decided, CancellationToken cancellationToken)
    {
        using var index = new LedgerIndex(_folder) { FileSeen = _options.NameTemplate.IsUnique ? null : Claim };
        var tail = await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        using var spool = await FillAsync(cancellationToken).ConfigureAwait(false);
        _result = new() { Listed = spool.Count, Path = _folder.Root };

        using var ledger = Ledger.Open(_folder, _options.Shard, tail, index.Latest.AddMilliseconds(1), _client);
        try
        {
            await FetchAsync(spool, index, ledger, decided, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ledger.Flush();
            if (_outdated)
            {
                // Another shard may have made the list while this one was still writing.
                _checksums.Outdate();
            }
        }

        return ledger.Head;
    }

    private async Task<ListingSpool> FillAsync(CancellationToken cancellationToken)
    {
        var spool = await ListingSpool.FillAsync(_client, _options.Filter, _options.Shard, cancellationToken).ConfigureAwait(false);
        NotListed = spool.NotListed;
        Progress.Total = spool.Count;
        return spool;
    }

    private async Task FetchAsync(
        ListingSpool spool, LedgerIndex index, Ledger ledger, Func<SaveOutcome, Task>? decided, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = _saver.SaveAsync(UnknownAsync(spool, index, stop.Token), stop.Token).GetAsyncEnumerator(CancellationToken.None);
        ExceptionDispatchInfo? unheard = null;
        try
        {
            Task? due = null;
            while (true)
            {
                var next = outcomes.MoveNextAsync().AsTask();
                if (due is not null && await Task.WhenAny(due, next).ConfigureAwait(false) == due)
                {
                    ledger.Flush();
                    due = null;
                }

                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                due ??= _client.Time.PauseAsync(FlushInterval, CancellationToken.None);
                Decide(outcomes.Current, ledger);
                if (decided is null || stop.IsCancellationRequested)
                {
                    continue;
                }

                try
                {
                    await decided(outcomes.Current).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    // Thrown when the run has come to its end: what has its file by now still has to get its line.
                    unheard = ExceptionDispatchInfo.Capture(exception);
                    stop.Cancel();
                }
            }
        }
        catch (OperationCanceledException) when (unheard is not null)
        {
            // It was stopped from here.
        }
        finally
        {
            await outcomes.DisposeAsync().ConfigureAwait(false);
        }

        unheard?.Throw();
    }

    private void Decide(SaveOutcome outcome, Ledger ledger)
    {
        if (!_outdated)
        {
            _checksums.Outdate();
            _outdated = true;
        }

        ledger.Append(outcome);
        lock (_gate)
        {
            _result = _result.With(outcome.Result.Status, outcome.Result.Bytes ?? 0);
        }
    }

    /// <summary>The recordings that have to be asked for; the others are counted.</summary>
    private async IAsyncEnumerable<Recording> UnknownAsync(
        ListingSpool spool, LedgerIndex index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Off the caller's thread: looking for a million files takes its time.
        await Task.Yield();
        foreach (var recording in spool.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Known(recording, index) is not { } status)
            {
                yield return recording;
                continue;
            }

            Progress.End();
            lock (_gate)
            {
                _result = _result.With(status);
            }
        }
    }

    /// <summary>What earlier runs have decided for good on a recording; null when it has to be asked for.</summary>
    private SaveStatus? Known(Recording recording, LedgerIndex index)
    {
        if (!index.TryFind(TextKey.Of(recording.Id), out var entry))
        {
            return null;
        }

        if (entry.Status is SaveStatus.Missing or SaveStatus.NotFound)
        {
            return _options.Force ? null : entry.Status;
        }

        if (index.IsPresent(entry, out var damaged))
        {
            return SaveStatus.Skipped;
        }

        if (damaged is not null)
        {
            _files.AllowReplace(damaged);
        }

        return null;
    }

    /// <summary>A name that an earlier run has given stays with its recording.</summary>
    private void Claim(string path, string id) => _files.Reserve(_folder.FullPath(path), id);
}

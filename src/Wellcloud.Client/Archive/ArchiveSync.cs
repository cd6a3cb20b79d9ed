using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Wellcloud.Client.Http;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>Brings an archive up to date with the listing: downloads what is missing, and records every decision in a ledger.</summary>
public sealed class ArchiveSync
{
    /// <summary>The maximum time until a line is flushed to the disk.</summary>
    private static readonly TimeSpan _flushInterval = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly WellcloudClient _client;
    private readonly ArchiveSyncOptions _options;
    private readonly ArchiveFolder _folder;
    private readonly LedgerOwnership _files;
    private readonly AudioSaver _saver;
    private readonly ChecksumList _checksums;
    private bool _outdated;
    private ArchiveSyncResult _result = new();

    /// <summary>Creates a sync.</summary>
    /// <exception cref="ArgumentException">The sync has a shard, and the template does not contain the id. Shards cannot see each other's names.</exception>
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

    /// <summary>The progress of the run. The total is known when the listing has been read.</summary>
    public TransferProgress Progress => _saver.Progress;

    /// <summary>Ids named by the filter that are not in the listing. Known when the listing has been read.</summary>
    public IReadOnlyCollection<string> NotListed { get; private set; } = [];

    /// <summary>Determines what a run would do, without writing to the archive.</summary>
    public async Task<ArchivePlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        using var spool = await ReadListingAsync(cancellationToken).ConfigureAwait(false);
        using var index = new LedgerIndex(_folder);
        await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await Task.Run(() =>
        {
            var final = spool.Read().Select(recording => FindFinalStatus(recording, index)).ToLookup(static status => status);
            return new ArchivePlan(spool.Count, final[SaveStatus.Skipped].Count(), final[null].Count());
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the archive up to date.</summary>
    /// <param name="decided">Called for each decision of this run after it was recorded.</param>
    /// <param name="cancellationToken">Cancels the run. Decisions recorded so far are kept.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.ArchiveInUse"/>, <see cref="WellcloudError.LedgerDamaged"/>, <see cref="WellcloudError.CountMismatch"/>, an
    /// incomplete listing (nothing was changed then), or an error after which no other recording can be saved.
    /// </exception>
    public async Task<ArchiveSyncResult> RunAsync(Func<SaveOutcome, Task>? decided = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        _folder.Create();
        using var held = ArchiveLock.Acquire(_folder, _options.Shard);
        var head = await DecideAllAsync(decided, cancellationToken).ConfigureAwait(false);
        await _checksums.UpdateAsync(cancellationToken).ConfigureAwait(false);
        _result = _result with { Elapsed = clock.Elapsed, LedgerHead = head };
        return _result.Decided == _result.Listed
            ? _result
            : throw new WellcloudException(WellcloudError.CountMismatch, string.Format(Messages.CountMismatch, _result.Listed, _result.Decided)) { Target = _folder.Root };
    }

    /// <summary>Saves recordings until each one has a decision. The index is released before the checksum list needs memory for its own.</summary>
    /// <returns>The hash of the ledger's last line.</returns>
    private async Task<string> DecideAllAsync(Func<SaveOutcome, Task>? decided, CancellationToken cancellationToken)
    {
        using var index = new LedgerIndex(_folder) { FileSeen = _options.NameTemplate.IsUnique ? null : ClaimName };
        var tail = await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        using var spool = await ReadListingAsync(cancellationToken).ConfigureAwait(false);
        _result = new() { Listed = spool.Count, Path = _folder.Root };

        using var ledger = Ledger.Open(_folder, _options.Shard, tail, index.Latest.AddMilliseconds(1), _client);
        try
        {
            await DownloadAsync(spool, index, ledger, decided, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ledger.Flush();
            if (_outdated)
            {
                // Another shard may have written the list while this run was still recording decisions.
                _checksums.MarkOutdated();
            }
        }

        return ledger.Head;
    }

    private async Task<ListingSpool> ReadListingAsync(CancellationToken cancellationToken)
    {
        var spool = await ListingSpool.FillAsync(_client, _options.Filter, _options.Shard, cancellationToken).ConfigureAwait(false);
        NotListed = spool.NotListed;
        Progress.Total = spool.Count;
        return spool;
    }

    private async Task DownloadAsync(
        ListingSpool spool, LedgerIndex index, Ledger ledger, Func<SaveOutcome, Task>? decided, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = _saver.SaveAsync(SelectUndecidedAsync(spool, index, stop.Token), stop.Token).GetAsyncEnumerator(CancellationToken.None);
        ExceptionDispatchInfo? callbackError = null;
        try
        {
            Task? flushDue = null;
            while (true)
            {
                var next = outcomes.MoveNextAsync().AsTask();
                if (flushDue is not null && await Task.WhenAny(flushDue, next).ConfigureAwait(false) == flushDue)
                {
                    ledger.Flush();
                    flushDue = null;
                }

                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                flushDue ??= _client.Time.PauseAsync(_flushInterval, CancellationToken.None);
                Record(outcomes.Current, ledger);
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
                    // Thrown later: files that are already complete must get their lines first.
                    callbackError = ExceptionDispatchInfo.Capture(exception);
                    stop.Cancel();
                }
            }
        }
        catch (OperationCanceledException) when (callbackError is not null)
        {
            // Cancelled above, after the callback failed.
        }
        finally
        {
            await outcomes.DisposeAsync().ConfigureAwait(false);
        }

        callbackError?.Throw();
    }

    private void Record(SaveOutcome outcome, Ledger ledger)
    {
        if (!_outdated)
        {
            _checksums.MarkOutdated();
            _outdated = true;
        }

        ledger.Append(outcome);
        lock (_gate)
        {
            _result = _result.With(outcome.Result.Status, outcome.Result.Bytes ?? 0);
        }
    }

    /// <summary>Returns the recordings to request, and counts the others.</summary>
    private async IAsyncEnumerable<Recording> SelectUndecidedAsync(
        ListingSpool spool, LedgerIndex index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Leaves the caller's thread: checking a million files takes time.
        await Task.Yield();
        foreach (var recording in spool.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FindFinalStatus(recording, index) is not { } status)
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

    /// <summary>Returns the final decision of earlier runs on a recording; null when the recording has to be requested.</summary>
    private SaveStatus? FindFinalStatus(Recording recording, LedgerIndex index)
    {
        if (!index.TryFind(TextKey.Of(recording.Id), out var entry))
        {
            return null;
        }

        if (entry.Status.IsFinalWithoutFile())
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

    /// <summary>Reserves a name used by an earlier run for its recording.</summary>
    private void ClaimName(string path, string id) => _files.Reserve(_folder.FullPath(path), id);
}

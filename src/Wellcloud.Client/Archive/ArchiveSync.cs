using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
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
    private readonly ChecksumList _checksums;
    private readonly ConcurrentDictionary<string, EarlierDecision> _requestedAgain = [];
    private bool _outdated;
    private ArchiveSyncResult _result = new();

    /// <summary>Creates a sync.</summary>
    /// <exception cref="ArgumentException">The sync has a shard, and the template does not contain the id. Shards cannot see each other's names.</exception>
    public ArchiveSync(WellcloudClient client, ArchiveSyncOptions options)
    {
        (_client, _options, _folder) = (client, options, new ArchiveFolder(options.Path));
        _checksums = new ChecksumList(_folder);
        if (options.NameTemplate is { } template)
        {
            RequireIdForShard(template);
        }
    }

    /// <summary>The progress of the run. The total is known when the listing has been read.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>The template that the archive was last synced with, if this run uses another template for new files; null otherwise.</summary>
    public string? OtherTemplate { get; private set; }

    /// <summary>Why the checksum list could not be written; null if it was. The next run writes it.</summary>
    public WellcloudException? ChecksumFault { get; private set; }

    /// <summary>Ids named by the filter that are not in the listing. Known when the listing has been read.</summary>
    public IReadOnlyCollection<string> NotListed { get; private set; } = [];

    /// <summary>Determines what a run would do, without writing to the archive.</summary>
    public async Task<ArchivePlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        ArchiveHeaders.RefuseLostLedger(_folder);
        using var spool = await ReadListingAsync(cancellationToken).ConfigureAwait(false);
        using var index = new LedgerIndex(_folder);
        await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Plan(spool, index), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the archive up to date.</summary>
    /// <param name="decided">Called for each decision of this run after it was recorded.</param>
    /// <param name="cancellationToken">Cancels the run. Decisions recorded so far are kept.</param>
    /// <exception cref="ArgumentException">As in the constructor, for the template that the archive remembers.</exception>
    /// <exception cref="UnknownPlaceholderException">The template has a placeholder that the recordings do not have.</exception>
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
        ChecksumFault = await _checksums.TryUpdateAsync(cancellationToken).ConfigureAwait(false);
        _result = _result with { Elapsed = clock.Elapsed, LedgerHead = head };
        return _result.Decided == _result.Listed
            ? _result
            : throw new WellcloudException(WellcloudError.CountMismatch, string.Format(Messages.CountMismatch, _result.Listed, _result.Decided)) { Target = _folder.Root };
    }

    private ArchivePlan Plan(ListingSpool spool, LedgerIndex index)
    {
        var remembered = index.NameTemplate ?? ArchiveHeaders.ReadTemplate(_folder);
        var template = ChooseTemplate(remembered).WithCaselessIds();
        CheckPlaceholders(spool, remembered);
        var judge = CreateJudge(index);
        var (present, toFetch) = (0, 0);
        var names = new List<string>();
        foreach (var recording in spool.Read())
        {
            var earlier = judge.Judge(recording);
            present += earlier.Final is SaveStatus.Skipped ? 1 : 0;
            var isWanted = earlier.Final is null && (_options.Force || !recording.HasFailed);
            toFetch += isWanted ? 1 : 0;
            if (isWanted && earlier.Path is null && names.Count < ArchivePlan.NamesShown)
            {
                names.Add(template.NameFor(recording));
            }
        }

        return new ArchivePlan(spool.Count, present, toFetch) { FirstNames = names };
    }

    /// <summary>Saves recordings until each one has a decision. The index is released before the checksum list needs memory for its own.</summary>
    /// <returns>The hash of the ledger's last line.</returns>
    private async Task<string> DecideAllAsync(Func<SaveOutcome, Task>? decided, CancellationToken cancellationToken)
    {
        var remembered = await Task.Run(() => ArchiveHeaders.ReadTemplate(_folder), cancellationToken).ConfigureAwait(false);
        ArchiveHeaders.RefuseLostLedger(_folder);
        using var index = new LedgerIndex(_folder);
        var tail = await Task.Run(() => index.AddAllOf(_options.Shard, cancellationToken), cancellationToken).ConfigureAwait(false);
        var template = ChooseTemplate(index.NameTemplate ?? remembered);
        await UnfinishedRemoval.FinishAsync(_folder, _options.Shard, cancellationToken).ConfigureAwait(false);
        using var spool = await ReadListingAsync(cancellationToken).ConfigureAwait(false);
        CheckPlaceholders(spool, index.NameTemplate ?? remembered);
        _result = new() { Listed = spool.Count, Path = _folder.Root };

        var files = new LedgerOwnership(template.IsUnique, () => LedgerNames.Read(_folder));
        if (!template.IsUnique)
        {
            await Task.Run(() => LedgerNames.Reserve(_folder, index, files), cancellationToken).ConfigureAwait(false);
        }

        using var ledger = Ledger.Open(_folder, _options.Shard, tail, index.Next, _client.Time);
        if (tail.UtcOffset != _client.UtcOffset || tail.NameTemplate != template.ToString())
        {
            ledger.WriteHeader(_client.UtcOffset, template.ToString());
        }

        if (_options.Force)
        {
            // Somebody may have edited the checksum list.
            MarkOutdated();
        }

        try
        {
            await DownloadAsync(SelectUndecidedAsync(spool, CreateJudge(index), files, cancellationToken), files, template, ledger, decided, cancellationToken).ConfigureAwait(false);
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
        var spool = await ListingSpool.FillAsync(_client, _options, cancellationToken).ConfigureAwait(false);
        NotListed = spool.NotListed;
        Progress.Total = spool.Count;
        return spool;
    }

    private async Task DownloadAsync(
        IAsyncEnumerable<Recording> undecided,
        LedgerOwnership files,
        NameTemplate template,
        Ledger ledger,
        Func<SaveOutcome, Task>? decided,
        CancellationToken cancellationToken)
    {
        var saving = new AudioSaveOptions
        {
            Destination = _folder.Root,
            NameTemplate = template.WithCaselessIds(),
            ThrottleLimit = _options.ThrottleLimit,
            Force = _options.Force,
            Flush = true,
        };
        var saver = new AudioSaver(_client, saving, files) { Progress = Progress };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = saver.SaveAsync(undecided, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        ExceptionDispatchInfo? end = null;
        var next = Task.FromResult(true);
        try
        {
            Task? flushDue = null;
            while (true)
            {
                next = outcomes.MoveNextAsync().AsTask();
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
                try
                {
                    var outcome = Record(outcomes.Current, ledger);
                    if (decided is not null && !stop.IsCancellationRequested)
                    {
                        await decided(outcome).ConfigureAwait(false);
                    }
                }
                catch (Exception exception)
                {
                    // Thrown later: files that are already complete must get their lines first.
                    end ??= ExceptionDispatchInfo.Capture(exception);
                    stop.Cancel();
                }
            }
        }
        catch (OperationCanceledException) when (end is not null)
        {
            // Cancelled above.
        }
        finally
        {
            // A flush may have failed while a transfer was awaited. An iterator cannot be disposed while it runs.
            stop.Cancel();
            await Task.WhenAny(next).ConfigureAwait(false);
            await outcomes.DisposeAsync().ConfigureAwait(false);
        }

        end?.Throw();
    }

    /// <summary>Writes the line of a decision, if the decision has one, and counts it.</summary>
    /// <returns>The decision.</returns>
    private SaveOutcome Record(SaveOutcome outcome, Ledger ledger)
    {
        _requestedAgain.TryRemove(outcome.Result.Id, out var earlier);
        var (decision, isFinal) = Settlement.Of(outcome, earlier, _client.Time.GetUtcNow());
        if (isFinal)
        {
            try
            {
                MarkOutdated();
                if (DeleteReplaced(decision, earlier) is { } fault)
                {
                    decision = Settlement.Fail(decision, fault.EndsRun ? throw fault : fault);
                    TakeBack(outcome.Result.Path!);
                }
                else
                {
                    ledger.Append(decision, earlier?.Again, decision.Result.Status.IsWithoutFile() ? earlier?.Since : null);
                }
            }
            catch (WellcloudException) when (decision.Result is { Path: { } path, Status: SaveStatus.Saved or SaveStatus.Resumed } && path != earlier?.Path)
            {
                TakeBack(path);
                throw;
            }
        }

        lock (_gate)
        {
            _result = _result.With(decision.Result.Status, decision.Result.Bytes ?? 0);
        }

        return decision;
    }

    /// <summary>Deletes the earlier file if the new audio has another extension. A kill before its line makes the next run request it again.</summary>
    private static WellcloudException? DeleteReplaced(SaveOutcome decision, EarlierDecision? earlier) =>
        earlier?.Path is { } old && decision.Result.Path != old && decision.Result.Status.HasFile() ? UnfinishedRemoval.TryDelete(old) : null;

    /// <summary>Takes the final name from a file that gets no line, for example on a full disk. The next run downloads the recording again.</summary>
    private static void TakeBack(string path)
    {
        try
        {
            FileMove.Replace(path, Path.ChangeExtension(path, null) + OwnFiles.PartialSuffix, isNamed: false);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // The folder may be gone. Otherwise the file is unlisted until the next run.
        }
    }

    private void MarkOutdated()
    {
        if (!_outdated)
        {
            _checksums.MarkOutdated();
            _outdated = true;
        }
    }

    /// <summary>Returns the recordings to request, and counts the others.</summary>
    private async IAsyncEnumerable<Recording> SelectUndecidedAsync(
        ListingSpool spool, ArchiveJudge judge, LedgerOwnership files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Leaves the caller's thread: checking a million files takes time.
        await Task.Yield();
        foreach (var recording in spool.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var earlier = judge.Judge(recording);
            if (earlier.Final is { } status)
            {
                Progress.End();
                lock (_gate)
                {
                    _result = _result.With(status);
                }

                continue;
            }

            if (earlier.Again is not null)
            {
                _requestedAgain[recording.Id] = earlier;
            }

            if (earlier.Path is { } path)
            {
                files.AllowReplace(recording.Id, path, earlier.Kept);
            }

            yield return recording;
        }
    }

    private ArchiveJudge CreateJudge(LedgerIndex index) => new(_folder, index, _client.UtcOffset, _options.Force);

    private NameTemplate ChooseTemplate(string? remembered)
    {
        if (_options.NameTemplate is not { } given)
        {
            var template = remembered is null ? NameTemplate.Default : NameTemplate.Parse(remembered);
            RequireIdForShard(template);
            return template;
        }

        OtherTemplate = remembered is null || remembered == given.ToString() ? null : remembered;
        return given;
    }

    /// <summary>Checks a template that is new to the archive. With a known template, a first row that lacks a field is not an error.</summary>
    private void CheckPlaceholders(ListingSpool spool, string? remembered)
    {
        if (_options.NameTemplate is { } given && given.ToString() != remembered && spool.Read().FirstOrDefault() is { } first)
        {
            given.CheckPlaceholders(first);
        }
    }

    private void RequireIdForShard(NameTemplate template)
    {
        if (_options.Shard.Parts > 1 && !template.IsUnique)
        {
            throw new ArgumentException(Messages.ShardTemplate);
        }
    }
}

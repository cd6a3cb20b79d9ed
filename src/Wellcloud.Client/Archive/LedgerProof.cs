using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Checks the ledgers of an archive and reads their decisions. What cannot be read becomes a problem, and the rest is read.</summary>
internal sealed class LedgerProof(ArchiveFolder folder)
{
    private readonly List<string> _problems = [];
    private readonly SortedDictionary<string, LedgerTail> _tails = new(StringComparer.Ordinal);

    /// <summary>Called with the number of files in each group of ledgers.</summary>
    public Action<int>? FilesCounted { get; init; }

    /// <summary>Whether every ledger could be read, so that a file in none of them is unlisted.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The heads of all ledgers, separated by spaces, in the order of the ledgers' file names.</summary>
    public string Heads => string.Join(" ", _tails.Values.Select(static tail => tail.Head ?? LedgerWalk.Genesis));

    /// <summary>Returns the places where ledgers are damaged, were changed or cannot be read.</summary>
    /// <param name="areGrowing">Whether a sync is writing: then an incomplete last line is not a problem.</param>
    public List<string> Problems(bool areGrowing) => areGrowing
        ? _problems
        : [.. _problems, .. _tails.Where(static ledger => ledger.Value.IsTorn).Select(static ledger => new LedgerProblem(ledger.Key, ledger.Value.Sequence + 1, Messages.LedgerTorn).ToString())];

    /// <summary>Reads the latest decision on each recording.</summary>
    public IEnumerable<SavedRecording> Read(CancellationToken cancellationToken)
    {
        foreach (var group in FindGroups())
        {
            using var decisions = Open([.. group], cancellationToken);
            while (decisions is not null && ReadNext(decisions) is { } saved)
            {
                yield return saved;
            }
        }
    }

    private IReadOnlyList<IReadOnlyList<Shard>> FindGroups()
    {
        try
        {
            var groups = folder.LedgerGroups();
            if (groups.Count == 0)
            {
                _problems.Add(string.Format(Messages.LedgerNone, folder.Root));
            }

            foreach (var lost in ArchiveHeaders.FindLost(folder))
            {
                _problems.Add(lost);
                IsComplete = false;
            }

            return groups;
        }
        catch (WellcloudException fault)
        {
            Skip(fault);
            return [];
        }
    }

    /// <summary>Indexes a group of ledgers, without those that cannot be read.</summary>
    private LatestDecisions? Open(List<Shard> group, CancellationToken cancellationToken)
    {
        while (group.Count > 0)
        {
            var problems = new List<string>();
            try
            {
                var decisions = LatestDecisions.Read(
                    folder, group, cancellationToken, (shard, tail) => _tails[folder.LedgerOf(shard)] = tail, problem => problems.Add(problem.ToString()));
                _problems.AddRange(problems);
                FilesCounted?.Invoke(decisions.Saved);
                return decisions;
            }
            catch (WellcloudException fault) when (group.Find(shard => folder.LedgerOf(shard) == fault.Target) is { } unreadable)
            {
                Skip(fault);
                group.Remove(unreadable);
            }
        }

        return null;
    }

    private SavedRecording? ReadNext(LatestDecisions decisions)
    {
        try
        {
            while (decisions.TryRead(out var line))
            {
                if (ToSaved(decisions, line) is { } saved)
                {
                    return saved;
                }
            }
        }
        catch (WellcloudException fault)
        {
            Skip(fault);
        }

        return null;
    }

    /// <summary>Returns the outcome in a line; null when the line names no file of the archive.</summary>
    private SavedRecording? ToSaved(LatestDecisions decisions, LedgerLine line)
    {
        var path = line.Path.ToString();
        try
        {
            if (!line.IsSaved || path is not null)
            {
                return line.ToSaved(folder, decisions.UtcOffset);
            }

            _problems.Add(decisions.ProblemOf(Messages.LedgerGarbage).ToString());
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.UnsafePath)
        {
            _problems.Add(decisions.ProblemOf(string.Format(Messages.LedgerPath, path)).ToString());
        }

        return null;
    }

    private void Skip(WellcloudException fault)
    {
        _problems.Add(fault.Message);
        IsComplete = false;
    }
}

namespace Wellcloud.Client.Archive;

/// <summary>Finds heads that were kept elsewhere in the ledgers of an archive.</summary>
internal static class KeptHeads
{
    /// <summary>Returns, for each head, whether a ledger continues it.</summary>
    public static KeptHead[] Find(ArchiveFolder folder, IReadOnlyList<string> heads, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, KeptHead>(StringComparer.Ordinal);
        if (heads.Count > 0)
        {
            var wanted = new HashSet<string>(heads, StringComparer.Ordinal);
            foreach (var ledger in LedgersOf(folder))
            {
                Search(ledger, wanted, found, cancellationToken);
            }
        }

        return heads.Select(head => found.TryGetValue(head, out var kept) ? kept : new KeptHead { Head = head }).ToArray();
    }

    private static string[] LedgersOf(ArchiveFolder folder)
    {
        try
        {
            return [.. folder.Shards().Select(folder.LedgerOf)];
        }
        catch (WellcloudException)
        {
            // The check of the ledgers reports this error.
            return [];
        }
    }

    private static void Search(string ledger, HashSet<string> wanted, Dictionary<string, KeptHead> found, CancellationToken cancellationToken)
    {
        AddIfWanted(LedgerWalk.Genesis, 0);
        try
        {
            // A break ends the search: no line after it proves what was before it.
            using var walk = new LedgerWalk(ledger);
            while (walk.TryRead(out _, out _))
            {
                cancellationToken.ThrowIfCancellationRequested();
                AddIfWanted(walk.Head, walk.Sequence);
            }
        }
        catch (WellcloudException)
        {
            // The check of the ledgers reports this error.
        }

        void AddIfWanted(string head, long line)
        {
            if (wanted.Contains(head) && !found.ContainsKey(head))
            {
                found.Add(head, new() { Head = head, IsContinued = true, Ledger = ledger, Line = line });
            }
        }
    }
}

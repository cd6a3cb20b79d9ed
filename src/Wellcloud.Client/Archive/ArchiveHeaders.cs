using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Reads the first lines of an archive's ledgers, without the rest.</summary>
internal static class ArchiveHeaders
{
    /// <summary>
    /// Refuses an archive that has lost a ledger: without it, removed recordings would come back. A checksum list without a ledger shows that
    /// there was one, and so does the lock of a shard.
    /// </summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>.</exception>
    public static void RefuseLostLedger(ArchiveFolder folder)
    {
        if (!File.Exists(folder.Checksums))
        {
            return;
        }

        var message = !folder.Shards().Any(shard => HasLine(folder, shard)) ? string.Format(Messages.LedgerLost, folder.Root) : FindLost(folder).FirstOrDefault();
        if (message is not null)
        {
            throw new WellcloudException(WellcloudError.LedgerDamaged, message) { Target = folder.Root };
        }
    }

    /// <summary>Returns a message for each ledger that was there once, according to the lock of its shard, and has no line now.</summary>
    public static IEnumerable<string> FindLost(ArchiveFolder folder) => folder.LockedShards()
        .Where(shard => ArchiveLock.HasSeenLedger(folder, shard) && !HasLine(folder, shard))
        .Select(shard => string.Format(Messages.LedgerGone, folder.LedgerOf(shard)));

    private static bool HasLine(ArchiveFolder folder, Shard shard)
    {
        if (!File.Exists(folder.LedgerOf(shard)))
        {
            return false;
        }

        try
        {
            using var walk = new LedgerWalk(folder.LedgerOf(shard)) { Broken = static _ => { } };
            return walk.TryRead(out _, out _);
        }
        catch (WellcloudException fault) when (fault.Error == WellcloudError.ReadFailed)
        {
            // It is there. Whoever reads it reports this.
            return true;
        }
    }

    /// <summary>Returns the template of the ledger with the latest first line that has a template; null when there is none.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>: a ledger has a format that this version does not know.</exception>
    public static string? ReadTemplate(ArchiveFolder folder)
    {
        var (template, latest) = (default(string), default(DateTimeOffset));
        foreach (var shard in folder.Shards())
        {
            using var walk = new LedgerWalk(folder.LedgerOf(shard));
            if (walk.TryRead(out var line, out _) && line.NameTemplate.IsPresent && line.Time >= latest)
            {
                (template, latest) = (line.NameTemplate.ToString(), line.Time);
            }
        }

        return template;
    }
}

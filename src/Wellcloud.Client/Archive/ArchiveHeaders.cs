using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Reads the first lines of an archive's ledgers, without the rest.</summary>
internal static class ArchiveHeaders
{
    /// <summary>Refuses an archive whose ledgers are lost: a new ledger would bring removed recordings back. A checksum list without a ledger shows that there was one.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>.</exception>
    public static void RefuseLostLedger(ArchiveFolder folder)
    {
        if (File.Exists(folder.Checksums) && !folder.Shards().Any(HasLine))
        {
            throw new WellcloudException(WellcloudError.LedgerDamaged, string.Format(Messages.LedgerLost, folder.Root)) { Target = folder.Root };
        }

        bool HasLine(Shard shard)
        {
            using var walk = new LedgerWalk(folder.LedgerOf(shard)) { Broken = static _ => { } };
            return walk.TryRead(out _, out _);
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

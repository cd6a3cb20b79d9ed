namespace Wellcloud.Client.Archive;

/// <summary>Reads the first lines of an archive's ledgers, without the rest.</summary>
internal static class ArchiveHeaders
{
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

using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>The names of the files in the ledgers.</summary>
internal static class LedgerNames
{
    /// <summary>Reserves the names of earlier runs for their recordings.</summary>
    public static void Reserve(ArchiveFolder folder, LedgerIndex index, LedgerOwnership files)
    {
        var decisions = LatestDecisions.Of(folder, index);
        while (decisions.TryRead(out var line))
        {
            if (line.IsSaved)
            {
                files.Reserve(folder.FullPath(line.Path.ToString()!), line.Id.ToString()!);
            }
        }
    }

    /// <summary>Returns the names of all files in the ledgers, whatever shard they belong to.</summary>
    public static NameRegistry Read(ArchiveFolder folder)
    {
        var names = new NameRegistry();
        foreach (var group in folder.LedgerGroups())
        {
            using var decisions = LatestDecisions.Read(folder, group, CancellationToken.None, broken: static _ => { });
            while (decisions.TryRead(out var line))
            {
                if (line.IsSaved)
                {
                    names.TryClaim(Path.ChangeExtension(folder.FullPath(line.Path.ToString()!), null), line.Id.ToString()!);
                }
            }
        }

        return names;
    }
}

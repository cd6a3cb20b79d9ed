using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>The names of the files in the ledgers.</summary>
internal static class LedgerNames
{
    /// <summary>Reserves the names of earlier runs for their recordings.</summary>
    public static void Reserve(ArchiveFolder folder, LedgerIndex index, LedgerOwnership files) =>
        ReadFiles(folder, LatestDecisions.Of(folder, index), files.Reserve);

    /// <summary>Returns the names of all files in the ledgers, whatever shard they belong to.</summary>
    public static NameRegistry Read(ArchiveFolder folder)
    {
        var names = new NameRegistry();
        foreach (var group in folder.LedgerGroups())
        {
            using var decisions = LatestDecisions.Read(folder, group, CancellationToken.None, broken: static _ => { });
            ReadFiles(folder, decisions, (path, id) => names.TryClaim(Path.ChangeExtension(path, null), id));
        }

        return names;
    }

    private static void ReadFiles(ArchiveFolder folder, LatestDecisions decisions, Action<string, string> found)
    {
        while (decisions.TryRead(out var line))
        {
            if (line.IsSaved)
            {
                found(folder.FullPath(line.Path.ToString()!), line.Id.ToString()!);
            }
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>The paths of an archive's files.</summary>
internal sealed class ArchiveFolder(string root)
{
    /// <summary>The name of the checksum list, in the format of <c>sha256sum -c</c>.</summary>
    public const string ChecksumFile = OwnFiles.Checksums;

    /// <summary>The name of the folder with the archive's own files.</summary>
    public const string OwnName = OwnFiles.Folder;

    private const string LedgerPrefix = "ledger";
    private const string LedgerExtension = ".jsonl";
    private const string LockPrefix = "lock";
    private const string RemovalPrefix = "removing";

    /// <summary>The full path of the archive.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The folder with the archive's own files.</summary>
    public string Own => Path.Combine(Root, OwnName);

    /// <summary>Whether the file system takes names that differ only in case as one.</summary>
    public bool IsCaseless => Directory.Exists(Path.Combine(Root, OwnName.ToUpperInvariant()));

    /// <summary>The checksum list.</summary>
    public string Checksums => Path.Combine(Root, ChecksumFile);

    /// <summary>Locked by the run that writes the checksum list.</summary>
    public string ChecksumLock => Path.Combine(Own, "sums.lock");

    /// <summary>Exists while the checksum list is older than a ledger.</summary>
    public string ChecksumMark => Path.Combine(Own, "sums.outdated");

    /// <summary>Exists while the checksum list is written, so that the next run notices that a run was killed meanwhile.</summary>
    public string ChecksumUpdate => Path.Combine(Own, "sums.updating");

    /// <summary>Creates the folders that do not exist yet.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Own);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(Root, exception);
        }
    }

    /// <summary>Returns the error for a folder without a ledger.</summary>
    public WellcloudException NotAnArchive() =>
        new(WellcloudError.LedgerDamaged, string.Format(Directory.Exists(Root) ? Messages.LedgerNone : Messages.ArchiveNone, Root)) { Target = Root, Reason = FaultReason.NotAnArchive };

    /// <summary>Returns the path of a shard's ledger.</summary>
    public string LedgerOf(Shard shard) => Path.Combine(Own, LedgerPrefix + Suffix(shard) + LedgerExtension);

    /// <summary>Returns the path of a shard's lock file.</summary>
    public string LockOf(Shard shard) => Path.Combine(Own, LockPrefix + Suffix(shard));

    /// <summary>Returns the path of the file that exists while files of a shard's removed recordings are being deleted.</summary>
    public string RemovalOf(Shard shard) => Path.Combine(Own, RemovalPrefix + Suffix(shard));

    /// <summary>Returns the shards that have a ledger, in the order of the ledgers' file names.</summary>
    public IReadOnlyList<Shard> Shards() => ShardsOf(LedgerPrefix, LedgerExtension);

    /// <summary>Returns the files named like a ledger that are not ledgers, such as the copies that sync tools make of conflicting changes.</summary>
    public IReadOnlyList<string> LedgerCopies()
    {
        try
        {
            return Directory.Exists(Own)
                ? [.. Directory.EnumerateFiles(Own, LedgerPrefix + "*").Where(static path => ShardOf(Path.GetFileName(path), LedgerPrefix, LedgerExtension) is null)]
                : [];
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // Then the ledgers cannot be read either, and that is reported.
            return [];
        }
    }

    /// <summary>Returns the shards that have a lock file, whether or not a run holds it.</summary>
    public IReadOnlyList<Shard> LockedShards() => ShardsOf(LockPrefix, "");

    /// <summary>Returns the shards whose files are being deleted, or were when a run was killed.</summary>
    public IReadOnlyList<Shard> RemovingShards() => ShardsOf(RemovalPrefix, "");

    /// <summary>Returns the archive that a file is in; null when no folder above the file is an archive.</summary>
    public static ArchiveFolder? Of(string file)
    {
        try
        {
            for (var path = Path.GetDirectoryName(Path.GetFullPath(file)); path is not null; path = Path.GetDirectoryName(path))
            {
                if (Directory.Exists(Path.Combine(path, OwnName)))
                {
                    return new(path);
                }
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // A text that cannot be a path is not in an archive.
        }

        return null;
    }

    /// <summary>Returns the ledgers in groups, such that an id can be in several ledgers of a group, but not in two groups.</summary>
    public IReadOnlyList<IReadOnlyList<Shard>> LedgerGroups()
    {
        var groups = new List<List<Shard>>();
        foreach (var shard in Shards())
        {
            var touched = groups.Where(group => group.Any(shard.Overlaps)).ToList();
            groups.RemoveAll(touched.Contains);
            groups.Add([.. touched.SelectMany(static group => group), shard]);
        }

        return groups;
    }

    /// <summary>Returns the full path of a file named in a ledger.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: the path leads out of the archive, or to the archive's own files.</exception>
    public string FullPath(string relative)
    {
        var path = SafePath.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

        // Without case, as some file systems find the files.
        var isOwn = path.StartsWith(Own, StringComparison.OrdinalIgnoreCase) && (path.Length == Own.Length || path[Own.Length] == Path.DirectorySeparatorChar);
        return isOwn || path.Equals(Checksums, StringComparison.OrdinalIgnoreCase) ? throw SafePath.Unsafe(relative) : path;
    }

    /// <summary>Returns the path of a file as written in a ledger: relative to the archive, with slashes.</summary>
    public string RelativePath(string path) =>
        path.Substring(Root.Length).TrimStart(Path.DirectorySeparatorChar).Replace(Path.DirectorySeparatorChar, '/');

    private static string Suffix(Shard shard) =>
        shard.Parts == 1 ? "" : string.Format(CultureInfo.InvariantCulture, "-{0}-of-{1}", shard.Part, shard.Parts);

    private List<Shard> ShardsOf(string prefix, string extension)
    {
        try
        {
            return Directory.Exists(Own)
                ? [.. Directory.EnumerateFiles(Own, prefix + "*" + extension)
                    .Select(static path => Path.GetFileName(path))
                    .OrderBy(static name => name, StringComparer.Ordinal)
                    .Select(name => ShardOf(name, prefix, extension))
                    .OfType<Shard>()]
                : [];
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Read(Own, exception);
        }
    }

    /// <summary>Returns the shard that a file belongs to; null for any other file, such as a copy of a ledger.</summary>
    private static Shard? ShardOf(string name, string prefix, string extension)
    {
        if (name == prefix + extension)
        {
            return Shard.Whole;
        }

        var match = Regex.Match(name, @"-(\d+)-of-(\d+)", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);
        return Shard.Read(match.Groups[1].Value + "/" + match.Groups[2].Value) is { } shard && name == prefix + Suffix(shard) + extension ? shard : null;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Archive;

/// <summary>Where an archive keeps what.</summary>
internal sealed class ArchiveFolder(string root)
{
    /// <summary>The list of digests that <c>sha256sum -c</c> reads.</summary>
    public const string ChecksumFile = "SHA256SUMS";

    /// <summary>The archive's own folder, below it.</summary>
    public const string OwnName = OwnFiles.Folder;

    private const string LedgerPrefix = "ledger";
    private const string LedgerExtension = ".jsonl";
    private const string LockPrefix = "lock";

    /// <summary>The archive.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The archive's own folder.</summary>
    public string Own => Path.Combine(Root, OwnName);

    /// <summary>The list of digests.</summary>
    public string Checksums => Path.Combine(Root, ChecksumFile);

    /// <summary>Held by whoever writes the list of digests.</summary>
    public string ChecksumLock => Path.Combine(Own, "sums.lock");

    /// <summary>There while the list of digests is older than a ledger.</summary>
    public string ChecksumMark => Path.Combine(Own, "sums.outdated");

    /// <summary>Makes the folders that are missing.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>.</exception>
    public void Make()
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

    /// <summary>The ledger of a shard.</summary>
    public string LedgerOf(Shard shard) => Path.Combine(Own, LedgerPrefix + Suffix(shard) + LedgerExtension);

    /// <summary>Held by the one run of a shard.</summary>
    public string LockOf(Shard shard) => Path.Combine(Own, LockPrefix + Suffix(shard));

    /// <summary>The shards that have a ledger, in the order of their ledgers' names.</summary>
    public IReadOnlyList<Shard> Shards() => ShardsOf(LedgerPrefix, LedgerExtension);

    /// <summary>The shards that are being run, or once were.</summary>
    public IReadOnlyList<Shard> LockedShards() => ShardsOf(LockPrefix, "");

    /// <summary>The ledgers in groups: an id can be in several ledgers of one group, and never in two groups.</summary>
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

    /// <summary>The full path of a file that a ledger names.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: somebody wrote a path that leads out of the archive.</exception>
    public string FullPath(string relative) => SafePath.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>How a ledger names a file: below the root, with slashes.</summary>
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

    /// <summary>The shard that a file is of; null for somebody else's, a copy that was put aside, say.</summary>
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

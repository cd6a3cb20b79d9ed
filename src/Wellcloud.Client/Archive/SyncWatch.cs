using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>Notices whether a sync works on an archive, without disturbing the sync.</summary>
internal sealed class SyncWatch
{
    private readonly ArchiveFolder _folder;
    private readonly Dictionary<string, long> _lengths;

    /// <summary>Begins to watch.</summary>
    public SyncWatch(ArchiveFolder folder)
    {
        _folder = folder;
        _lengths = ReadLengths();
        HasSeenSync = IsLocked();
    }

    /// <summary>Whether a sync worked on the archive at some time since the beginning.</summary>
    public bool HasSeenSync { get; private set; }

    /// <summary>Checks again whether a sync is running now, or has run and written lines since the watch began.</summary>
    public void Look() => HasSeenSync = HasSeenSync || IsLocked() || HasGrown();

    private bool IsLocked()
    {
        try
        {
            return _folder.LockedShards().Any(shard => ArchiveLock.IsHeld(_folder.LockOf(shard)));
        }
        catch (WellcloudException)
        {
            return false;
        }
    }

    private bool HasGrown()
    {
        var lengths = ReadLengths();
        return lengths.Count != _lengths.Count || lengths.Any(now => !_lengths.TryGetValue(now.Key, out var before) || before != now.Value);
    }

    private Dictionary<string, long> ReadLengths()
    {
        try
        {
            return _folder.Shards().Select(shard => new FileInfo(_folder.LedgerOf(shard))).Where(static file => file.Exists)
                .ToDictionary(static file => file.FullName, static file => file.Length);
        }
        catch (Exception exception) when (exception is WellcloudException || FileFault.IsFile(exception))
        {
            return [];
        }
    }
}

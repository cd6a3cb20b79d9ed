using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>The right to be the one run of a shard, for as long as it is held. A process that dies gives it back.</summary>
internal sealed class ArchiveLock : IDisposable
{
    private readonly FileStream _file;

    private ArchiveLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a shard, and makes sure that no run of another count of shards works on the same recordings.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.ArchiveInUse"/>.</exception>
    public static ArchiveLock Take(ArchiveFolder folder, Shard shard)
    {
        var held = TryTake(folder.LockOf(shard)) ?? throw InUse(folder, shard);
        try
        {
            foreach (var other in folder.LockedShards())
            {
                // Each run takes its own before it looks at others', so of two that start at once at least one gives way.
                if (other != shard && other.Overlaps(shard))
                {
                    using var _ = TryTake(folder.LockOf(other)) ?? throw InUse(folder, other);
                }
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes a lock; null when somebody has it.</summary>
    public static ArchiveLock? TryTake(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (FileFault.IsInUse(exception))
        {
            return null;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }
    }

    /// <summary>Gives the lock back. Its file stays: one that is removed could be taken twice.</summary>
    public void Dispose() => _file.Dispose();

    private static WellcloudException InUse(ArchiveFolder folder, Shard shard) =>
        new(WellcloudError.ArchiveInUse, string.Format(Messages.ArchiveInUse, folder.Root, shard)) { Target = folder.Root, EndsRun = true };
}

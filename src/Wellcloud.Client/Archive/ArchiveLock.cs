using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Ensures that only one run works on a shard, or on several. The operating system releases the lock when the process ends.</summary>
internal sealed class ArchiveLock : IDisposable
{
    /// <summary>How often to try a lock, because <see cref="IsHeld"/> in another process opens the file for a moment.</summary>
    private const int Attempts = 10;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly List<FileStream> _files = [];

    private ArchiveLock()
    {
    }

    /// <summary>Locks shards, and checks that no run with another number of shards works on the same recordings.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.ArchiveInUse"/>.</exception>
    public static ArchiveLock Acquire(ArchiveFolder folder, params IReadOnlyCollection<Shard> shards)
    {
        var held = new ArchiveLock();
        try
        {
            foreach (var shard in shards)
            {
                held._files.Add(Retry(folder.LockOf(shard)) ?? throw InUse(folder, shard));
            }

            foreach (var other in folder.LockedShards())
            {
                // Each run locks its own shards before it tries the others. So if two runs start together, at least one of them is refused.
                if (!shards.Contains(other) && shards.Any(other.Overlaps))
                {
                    using var _ = Retry(folder.LockOf(other)) ?? throw InUse(folder, other);
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

    /// <summary>Whether a run holds a lock. Creates nothing and needs only the right to read.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return false;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return FileFault.IsInUse(exception);
        }
    }

    /// <summary>Acquires a lock; returns null when another run holds it.</summary>
    public static ArchiveLock? TryAcquire(string path)
    {
        if (TryOpen(path) is not { } file)
        {
            return null;
        }

        var held = new ArchiveLock();
        held._files.Add(file);
        return held;
    }

    /// <summary>Releases the locks. The files stay: if they were deleted, two runs could lock two files with the same name.</summary>
    public void Dispose() => _files.ForEach(static file => file.Dispose());

    private static FileStream? Retry(string path)
    {
        for (var attempt = 1; attempt < Attempts; attempt++)
        {
            if (TryOpen(path) is { } file)
            {
                return file;
            }

            Thread.Sleep(_pause);
        }

        return TryOpen(path);
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
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

    private static WellcloudException InUse(ArchiveFolder folder, Shard shard) =>
        new(WellcloudError.ArchiveInUse, string.Format(Messages.ArchiveInUse, folder.Root, shard)) { Target = folder.Root, EndsRun = true };
}

using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Ensures that only one run works on a shard, or on several. The operating system releases the lock when the process ends. The file stays, and
/// has content once its shard has a ledger, so that a lost ledger is noticed.
/// </summary>
internal sealed class ArchiveLock : IDisposable
{
    /// <summary>How often to try a lock, because <see cref="IsHeld"/> in another process opens the file for a moment.</summary>
    private const int Attempts = 10;

    private static readonly byte[] _ledgerSeen = [.. "ledger\n"u8];
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly List<FileStream> _files = [];
    private readonly List<(FileStream Lock, string Ledger)> _shards = [];

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
                var file = Retry(folder.LockOf(shard)) ?? throw InUse(folder, shard);
                held._files.Add(file);
                held._shards.Add((file, folder.LedgerOf(shard)));
                RememberLedger(file, folder.LedgerOf(shard));
            }

            foreach (var other in folder.LockedShards())
            {
                // Each run locks its own shards before it tries the others. So if two runs start together, at least one of them is refused.
                if (!shards.Contains(other) && shards.Any(other.Overlaps))
                {
                    using var file = Retry(folder.LockOf(other)) ?? throw InUse(folder, other);
                    RememberLedger(file, folder.LedgerOf(other));
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

    /// <summary>Whether a shard had a ledger when its lock was held last.</summary>
    public static bool HasSeenLedger(ArchiveFolder folder, Shard shard) => new FileInfo(folder.LockOf(shard)) is { Exists: true, Length: > 0 };

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
    public void Dispose()
    {
        _shards.ForEach(static shard => RememberLedger(shard.Lock, shard.Ledger));
        _files.ForEach(static file => file.Dispose());
    }

    private static void RememberLedger(FileStream file, string ledger)
    {
        try
        {
            if (file.Length == 0 && new FileInfo(ledger) is { Exists: true, Length: > 0 })
            {
                file.Write(_ledgerSeen, 0, _ledgerSeen.Length);
                file.Flush();
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // On a full disk, the next run writes it.
        }
    }

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
        new(WellcloudError.ArchiveInUse, string.Format(shard == Shard.Whole ? Messages.ArchiveInUseWhole : Messages.ArchiveInUse, folder.Root, shard)) { Target = folder.Root, EndsRun = true };
}

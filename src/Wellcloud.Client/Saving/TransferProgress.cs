namespace Wellcloud.Client.Saving;

/// <summary>The progress of a run: counted by transfers on any thread, and read by the caller.</summary>
public sealed class TransferProgress
{
    private long _bytes;
    private int _done;
    private int _total = -1;
    private ServiceWait? _waiting;

    /// <summary>Bytes received so far, including those of unfinished transfers.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Recordings with an outcome of any kind.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>The number of recordings in all; null while it is unknown.</summary>
    public int? Total
    {
        get => Volatile.Read(ref _total) is >= 0 and var total ? total : null;
        set => Volatile.Write(ref _total, value ?? -1);
    }

    /// <summary>Why all transfers wait; null if they do not.</summary>
    public ServiceWait? Waiting
    {
        get => Volatile.Read(ref _waiting);
        internal set => Volatile.Write(ref _waiting, value);
    }

    internal void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Resets the counts, because the transfer starts again.</summary>
    internal void Restart()
    {
        Interlocked.Exchange(ref _bytes, 0);
        Volatile.Write(ref _done, 0);
    }

    internal void End() => Interlocked.Increment(ref _done);
}

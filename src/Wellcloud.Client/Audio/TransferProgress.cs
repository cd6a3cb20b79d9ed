namespace Wellcloud.Client.Audio;

/// <summary>How far a run is: counted by transfers on any thread, read by whoever shows it.</summary>
public sealed class TransferProgress
{
    private long _bytes;
    private int _begun;
    private int _done;
    private int _failed;
    private int _total = -1;

    /// <summary>Bytes received so far, those of unfinished transfers included.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Recordings that were begun.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Recordings with an outcome, whichever it is.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Recordings without a file at the end.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>How many there will be; null while nobody knows.</summary>
    public int? Total
    {
        get => Volatile.Read(ref _total) is >= 0 and var total ? total : null;
        internal set => Volatile.Write(ref _total, value ?? -1);
    }

    internal void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void Begin() => Interlocked.Increment(ref _begun);

    internal void End(SaveOutcome? outcome = null)
    {
        Interlocked.Increment(ref _done);
        if (outcome?.Fault is not null)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}

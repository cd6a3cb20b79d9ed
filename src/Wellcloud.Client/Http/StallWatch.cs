namespace Wellcloud.Client.Http;

/// <summary>Cancels a wait in which nothing arrives for too long. Armed for each read, so that a slow response does not count as stalled.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;
    private int _expired;

    public StallWatch(TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(static state => ((StallWatch)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by a stall or by the caller.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether a stall has cancelled it.</summary>
    public bool Expired => Volatile.Read(ref _expired) != 0;

    public void Arm() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    public void Disarm() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Cancels the wait on behalf of the caller.</summary>
    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait has just ended.
        }
    }

    private void Expire()
    {
        Volatile.Write(ref _expired, 1);
        Cancel();
    }
}

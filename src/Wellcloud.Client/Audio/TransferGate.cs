namespace Wellcloud.Client.Audio;

/// <summary>
/// How many transfers may run at once: few at first, twice as many while that brings more, fewer when the service says that it is too much.
/// </summary>
internal sealed class TransferGate(int most, TimeProvider time)
{
    private const int First = 4;
    private const double WorthIt = 1.1;
    private static readonly TimeSpan Truce = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _running;
    private int _windowFiles;
    private long _windowBytes;
    private long _windowStart = time.GetTimestamp();
    private double _rateBefore;
    private long? _truceSince;

    /// <summary>How many may run now.</summary>
    public int Limit { get; private set; } = Math.Min(First, most);

    /// <summary>Measured, not read from the clock, which somebody may set back.</summary>
    private bool IsTruce => _truceSince is { } since && time.GetElapsedTime(since) < Truce;

    /// <summary>Waits for a place.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> place;
        lock (_gate)
        {
            if (_running < Limit)
            {
                _running++;
                return;
            }

            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
        }

        using var _ = cancellationToken.Register(() => place.TrySetCanceled(cancellationToken));
        await place.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="bytes">What the transfer brought.</param>
    public void Leave(long bytes)
    {
        lock (_gate)
        {
            _running--;
            _windowBytes += bytes;
            if (++_windowFiles >= Limit)
            {
                Judge();
            }

            Admit();
        }
    }

    /// <summary>The service asks for less: half as many, and no more for a while.</summary>
    public void GiveWay()
    {
        lock (_gate)
        {
            if (!IsTruce)
            {
                Limit = Math.Max(1, Limit / 2);
                _rateBefore = 0;
            }

            _truceSince = time.GetTimestamp();
        }
    }

    /// <summary>As many files as may run at once have ended: were they faster than those before?</summary>
    private void Judge()
    {
        var elapsed = time.GetElapsedTime(_windowStart).TotalSeconds;
        var rate = (_windowBytes + (16 * 1024.0 * _windowFiles)) / Math.Max(elapsed, 0.001);
        if (rate > _rateBefore * WorthIt && !IsTruce)
        {
            Limit = Math.Min(most, Limit * 2);
            _rateBefore = rate;
        }

        (_windowFiles, _windowBytes, _windowStart) = (0, 0, time.GetTimestamp());
    }

    private void Admit()
    {
        while (_running < Limit && _waiting.Count > 0)
        {
            if (_waiting.Dequeue().TrySetResult(true))
            {
                _running++;
            }
        }
    }
}

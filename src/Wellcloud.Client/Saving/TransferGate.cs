namespace Wellcloud.Client.Saving;

/// <summary>
/// Limits how many transfers run at once: few at first, and twice as many while that makes the run faster. How fast requests may
/// be sent is up to <see cref="ServiceHealth"/>.
/// </summary>
internal sealed class TransferGate(int maximum, TimeProvider time)
{
    private const int InitialLimit = 8;
    private const double WorthwhileGain = 1.25;
    private const double BytesPerFile = 16 * 1024.0; // a small file costs a request too

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _running;
    private int _windowFiles;
    private long _windowBytes;
    private long _windowStart = time.GetTimestamp();
    private double _previousRate;
    private int _maximum = maximum;

    /// <summary>How many may run now.</summary>
    public int Limit { get; private set; } = Math.Min(InitialLimit, maximum);

    /// <summary>Waits until a transfer may start.</summary>
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

    /// <summary>Ends a transfer and admits the next.</summary>
    /// <param name="bytes">The bytes that the transfer received; null if it only gives up its place for a while.</param>
    public void Leave(long? bytes)
    {
        lock (_gate)
        {
            _running--;
            if (bytes is { } received)
            {
                _windowBytes += received;
                if (++_windowFiles >= Limit)
                {
                    AdjustLimit();
                }
            }

            Admit();
        }
    }

    /// <summary>Halves the limit for the rest of the run: this process cannot open enough files for more transfers.</summary>
    public void SlowDown()
    {
        lock (_gate)
        {
            Limit = _maximum = Math.Max(1, Math.Min(_running, Limit) / 2);
        }
    }

    /// <summary>Doubles the limit when the last transfers, as many as may run at once, were faster than those before.</summary>
    private void AdjustLimit()
    {
        var elapsed = time.GetElapsedTime(_windowStart).TotalSeconds;
        var rate = (_windowBytes + (BytesPerFile * _windowFiles)) / Math.Max(elapsed, 0.001);
        if (rate > _previousRate * WorthwhileGain)
        {
            Limit = Math.Min(_maximum, Limit * 2);
            _previousRate = rate;
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

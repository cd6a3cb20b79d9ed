namespace Wellcloud.Client.Tests.Faults;

/// <summary>
/// A clock for tests. A timer made with a due time is a pause: it is noted, the clock goes on by it, and it ends at once.
/// A timer that is armed later is a watch: it goes off only when the test says so.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly HashSet<Timer> _armed = [];
    private DateTimeOffset _now = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _setBack;
    private TaskCompletionSource _arming = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done in each pause, with its number from 1.</summary>
    public Func<int, Task> DuringPause { get; init; } = static _ => Task.CompletedTask;

    /// <summary>The pauses so far.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_lock)
            {
                return [.. _pauses];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now - _setBack;
        }
    }

    /// <summary>Nobody can set this one back.</summary>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.Ticks;
        }
    }

    /// <summary>Somebody sets the clock of the wall.</summary>
    public void SetBack(TimeSpan time)
    {
        lock (_lock)
        {
            _setBack += time;
        }
    }

    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _now += time;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            int number;
            lock (_lock)
            {
                _pauses.Add(dueTime);
                number = _pauses.Count;
                _now += dueTime;
            }

            _ = EndPauseAsync(timer, number);
        }

        return timer;
    }

    /// <summary>Completes when something is being waited for under a watch.</summary>
    public Task WhenArmedAsync()
    {
        lock (_lock)
        {
            return _armed.Count > 0 ? Task.CompletedTask : _arming.Task;
        }
    }

    /// <summary>Lets every armed watch go off.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Expire()
    {
        List<Timer> armed;
        lock (_lock)
        {
            armed = [.. _armed];
        }

        armed.ForEach(timer => timer.GoOff());
        return armed.Count > 0;
    }

    private async Task EndPauseAsync(Timer timer, int number)
    {
        await Task.Yield();
        try
        {
            await DuringPause(number);
        }
        finally
        {
            timer.GoOff();
        }
    }

    private void Arm(Timer timer, bool on)
    {
        lock (_lock)
        {
            if (!on)
            {
                _armed.Remove(timer);
                return;
            }

            _armed.Add(timer);
            _arming.TrySetResult();
            _arming = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Timer(ManualTime time, Action callback) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Arm(this, dueTime != Timeout.InfiniteTimeSpan);
            return true;
        }

        public void GoOff()
        {
            time.Arm(this, false);
            callback();
        }

        public void Dispose() => time.Arm(this, false);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

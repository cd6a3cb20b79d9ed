using Microsoft.Extensions.Time.Testing;

namespace Wellcloud.Client.Tests.Support;

/// <summary>
/// A clock on which every pause passes at once and every watch waits for the test.
/// A timer created with a due time is a pause: it is noted, moves the clock by that time and fires.
/// A timer armed later is a watch: it fires only on <see cref="Expire"/>, since the pauses of other transfers must not end it.
/// With <see cref="Overlap"/> pauses that begin together also end together, as they do in reality.
/// </summary>
internal sealed class ManualTime() : FakeTimeProvider(new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly HashSet<Watch> _armed = [];
    private readonly PriorityQueue<Watch, DateTimeOffset> _waiting = new();
    private TimeSpan _setBack;
    private int _events;
    private TaskCompletionSource _arming = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs in each pause, with the number of the pause from 1.</summary>
    public Func<int, Task> DuringPause { get; init; } = static _ => Task.CompletedTask;

    /// <summary>
    /// The clock moves to the end of the next pause when nothing has happened for this long. By default, each pause moves the clock by its whole length.
    /// </summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>Awaited before the clock moves with <see cref="Overlap"/>, such as until the server has no request in progress.</summary>
    public Func<Task> WhenIdle { get; init; } = static () => Task.CompletedTask;

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

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return base.GetUtcNow() - _setBack;
        }
    }

    /// <summary>Never goes back, as on a real machine; <see cref="FakeTimeProvider"/> derives it from the wall clock.</summary>
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    /// <summary>Sets the wall clock back.</summary>
    public void SetBack(TimeSpan time)
    {
        lock (_lock)
        {
            _setBack += time;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watch(this, () => callback(state));
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            int number;
            lock (_lock)
            {
                _pauses.Add(dueTime);
                number = _pauses.Count;
            }

            if (Overlap is { } quiet)
            {
                Wait(timer, dueTime, quiet);
                return timer;
            }

            Advance(dueTime);
            _ = EndPauseAsync(timer, number);
        }

        return timer;
    }

    /// <summary>Completes when a watch is armed.</summary>
    public Task WhenArmedAsync()
    {
        lock (_lock)
        {
            return _armed.Count > 0 ? Task.CompletedTask : _arming.Task;
        }
    }

    /// <summary>Fires every armed watch.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Expire()
    {
        List<Watch> armed;
        lock (_lock)
        {
            armed = [.. _armed];
        }

        armed.ForEach(watch => watch.Fire());
        return armed.Count > 0;
    }

    private void Wait(Watch timer, TimeSpan dueTime, TimeSpan quiet)
    {
        lock (_lock)
        {
            _events++;
            _waiting.Enqueue(timer, base.GetUtcNow() + dueTime);
            if (_waiting.Count == 1)
            {
                _ = EndPausesAsync(quiet);
            }
        }
    }

    private async Task EndPausesAsync(TimeSpan quiet)
    {
        while (true)
        {
            await WhenIdle();
            var before = Volatile.Read(ref _events);
            await Task.Delay(quiet);
            Watch? next = null;
            lock (_lock)
            {
                if (before == _events)
                {
                    _waiting.TryPeek(out next, out var due);
                    SetUtcNow(due > base.GetUtcNow() ? due : base.GetUtcNow());
                }
            }

            if (next is null)
            {
                continue;
            }

            next.Fire();
            lock (_lock)
            {
                _waiting.Remove(next, out _, out _);
                if (_waiting.Count == 0)
                {
                    return;
                }
            }
        }
    }

    private async Task EndPauseAsync(Watch timer, int number)
    {
        await Task.Yield();
        try
        {
            await DuringPause(number);
        }
        finally
        {
            timer.Fire();
        }
    }

    private void Arm(Watch watch, bool on)
    {
        lock (_lock)
        {
            _events++;
            if (!on)
            {
                _armed.Remove(watch);
                return;
            }

            _armed.Add(watch);
            _arming.TrySetResult();
            _arming = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Watch(ManualTime time, Action callback) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Arm(this, dueTime != Timeout.InfiniteTimeSpan);
            return true;
        }

        public void Fire()
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

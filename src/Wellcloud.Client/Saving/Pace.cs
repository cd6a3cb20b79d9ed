namespace Wellcloud.Client.Saving;

/// <summary>
/// Finds the highest rate of requests that a service accepts. A refusal makes all requests wait, twice as long each time until the service
/// answers. After that, requests start at a limited rate. The rate grows quickly until it is near the rate that was refused, stays there for a
/// while, and then grows slowly. This class has no clock: callers give times, measured from any fixed moment.
/// </summary>
internal sealed class Pace
{
    private const double Growth = 1.5; // with each answer, while the rate is far from what was refused
    private const double Retreat = 0.9; // from the rate that was refused
    private const double SlowestRate = 0.25;
    private const double FreeRate = 2000; // more than any run requests
    private const double CarefulGrowth = 0.005; // with each answer, and as much more with the next
    private const int ShortestHold = 10; // answers before the rate grows carefully
    private const int LongestHold = 40;

    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(16);

    private double _ceiling = double.PositiveInfinity;
    private TimeSpan _next;
    private TimeSpan? _slowedAt;
    private TimeSpan _grownAt;
    private int _refusals;
    private int _answers;
    private int _hold = ShortestHold;

    /// <summary>Requests a second; infinite while no limit is known.</summary>
    public double Rate { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the service has answered nothing since the last refusal. Then requests go out one at a time, as probes.</summary>
    public bool IsProbing => _refusals > 0;

    /// <summary>Whether requests have to wait for their turn.</summary>
    public bool IsSet => IsProbing || !double.IsPositiveInfinity(Rate);

    /// <summary>Slows down, unless the request began before the last slowdown and so says nothing new.</summary>
    /// <returns>Whether it slowed down.</returns>
    public bool Refuse(TimeSpan now, TimeSpan started)
    {
        if (started < _slowedAt)
        {
            return false;
        }

        var pause = Slower(now - (_slowedAt ?? TimeSpan.Zero));
        Rate = Math.Max(Rate, SlowestRate);
        _refusals++;
        _answers = 0;
        _slowedAt = now;
        _next = Later(_next, now + pause);
        return true;
    }

    /// <summary>Holds all requests until a time.</summary>
    public void CloseUntil(TimeSpan time) => _next = Later(_next, time);

    /// <summary>Counts an answer, and raises the rate.</summary>
    public void Answer(TimeSpan now, TimeSpan started)
    {
        _refusals = 0;
        _answers++;
        if (Rate < _ceiling * Retreat)
        {
            // Answers to requests that began at a lower rate prove nothing about this one.
            if (started >= _grownAt)
            {
                Rate = Math.Min(Rate * Growth, _ceiling * Retreat);
                _grownAt = now;
            }
        }
        else if (_answers > _hold)
        {
            Rate *= 1 + (CarefulGrowth * (_answers - _hold));
        }

        if (Rate > FreeRate)
        {
            (Rate, _ceiling, _hold) = (double.PositiveInfinity, double.PositiveInfinity, ShortestHold);
        }
    }

    /// <summary>Returns how long the next request has to wait.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;

    /// <summary>Lets a request begin.</summary>
    public void Take(TimeSpan now)
    {
        if (!double.IsPositiveInfinity(Rate))
        {
            _next = Later(_next, now) + TimeSpan.FromSeconds(1 / Rate);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Lowers the rate.</summary>
    /// <returns>The pause for all requests.</returns>
    private TimeSpan Slower(TimeSpan elapsed)
    {
        if (_refusals > 0)
        {
            Rate /= 2;
            return TimeSpan.FromSeconds(Math.Min(_longestPause.TotalSeconds, _firstPause.TotalSeconds * Math.Pow(2, _refusals)));
        }

        if (double.IsPositiveInfinity(Rate))
        {
            Rate = Math.Max(1, _answers / Math.Max(1, elapsed.TotalSeconds));
            _grownAt = TimeSpan.Zero;
            return _firstPause;
        }

        var isWhereItWas = Rate > _ceiling * 0.8 && Rate < _ceiling * 1.25;
        _hold = isWhereItWas ? Math.Min(2 * _hold, LongestHold) : ShortestHold;
        _ceiling = Rate;
        Rate *= Retreat;
        return TimeSpan.FromSeconds(Math.Min(1, 1 / Rate));
    }
}

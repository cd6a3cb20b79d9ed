namespace Wellcloud.Client.Saving;

/// <summary>
/// Decides when the next request may begin. A refusal makes all requests wait, twice as long each time until the service answers. After that,
/// they begin one by one at the rate of <see cref="RateSearch"/>. This class has no clock: callers give times, measured from any fixed moment.
/// </summary>
internal sealed class Pace
{
    private const double FirstPause = 0.5; // seconds, while no rate is known
    private const double LongestPause = 16;

    private readonly RateSearch _search = new();
    private double _pause;
    private TimeSpan _next;
    private TimeSpan? _slowedAt;

    /// <summary>Requests a second; infinite while no limit is known.</summary>
    public double Rate => _search.Rate;

    /// <summary>Whether the service has answered nothing since the last refusal. Then requests go out one at a time, as probes.</summary>
    public bool IsProbing { get; private set; }

    /// <summary>Whether requests have to wait for their turn.</summary>
    public bool IsSet => IsProbing || _search.IsLimited;

    /// <summary>Slows down, unless the request began before the last slowdown and so says nothing new.</summary>
    /// <returns>Whether it slowed down.</returns>
    public bool Refuse(TimeSpan now, TimeSpan started)
    {
        if (started < _slowedAt)
        {
            return false;
        }

        // At a known rate, a refusal is a matter of a single request.
        _pause = IsProbing ? Math.Min(LongestPause, 2 * _pause) : _search.IsLimited ? Math.Min(1, 1 / Rate) : FirstPause;
        _next = Later(_next, now + TimeSpan.FromSeconds(_pause));
        _search.Refuse(now, IsProbing, _next - started);
        _slowedAt = now;
        IsProbing = true;
        return true;
    }

    /// <summary>Holds all requests until a time.</summary>
    public void CloseUntil(TimeSpan time) => _next = Later(_next, time);

    /// <summary>Notes an answer. Only that of a request which began after the last refusal ends the probing.</summary>
    public void Answer(TimeSpan now, TimeSpan started)
    {
        if (IsProbing && started < _slowedAt)
        {
            _search.Count();
            return;
        }

        if (IsProbing)
        {
            IsProbing = false;
            _search.Resume(started);
        }

        _search.Answer(now, started);
    }

    /// <summary>Returns how long the next request has to wait.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;

    /// <summary>Lets a request begin.</summary>
    public void Take(TimeSpan now)
    {
        if (_search.IsLimited)
        {
            _next = Later(_next, now) + TimeSpan.FromSeconds(1 / Rate);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

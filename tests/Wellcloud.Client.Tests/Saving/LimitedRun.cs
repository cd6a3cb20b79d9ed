using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>
/// Simulates a run against a limit, event by event on its own clock: all transfers share one pace. As in reality, a timer counts whole
/// milliseconds and fires up to 2 ms late, and requests take up to a twentieth more or less time.
/// </summary>
internal sealed class LimitedRun(LimitModel limit, int places, double latency, WaitHeader header)
{
    private const double Lateness = 0.002;

    private readonly PriorityQueue<Action, (TimeSpan, int)> _events = new();
    private readonly Pace _pace = new();
    private readonly Random _random = new(1);
    private int _sequence;
    private int _waiting;
    private int _running;
    private int _left;
    private bool _probing;
    private bool _wakes;

    public TimeSpan Now { get; private set; }

    public int Refusals { get; private set; }

    public void Save(int recordings)
    {
        _left = recordings;
        Start();
        while (_events.TryDequeue(out var happen, out var at))
        {
            Now = at.Item1;
            happen();
            Start();
        }
    }

    private void Start()
    {
        while (!_probing && !_wakes && (_waiting > 0 || (_left > 0 && _running < places)))
        {
            if (_waiting == 0)
            {
                (_left, _running, _waiting) = (_left - 1, _running + 1, 1);
            }

            var wait = _pace.WaitAt(Now);
            if (wait > TimeSpan.Zero)
            {
                _wakes = true;
                At((Math.Ceiling(wait.TotalMilliseconds) / 1000) + (Lateness * _random.NextDouble()), () => _wakes = false);
                return;
            }

            _waiting--;
            Ask();
        }
    }

    private void Ask()
    {
        var started = Now;
        _pace.Take(Now);
        var isProbe = _probing = _pace.IsProbing;
        At(HalfLatency(), () =>
        {
            var isAccepted = limit.Accept(Now.TotalSeconds);
            var asked = Asked(limit.Wait(Now.TotalSeconds));
            At(HalfLatency(), () => End(started, isProbe, isAccepted, asked));
        });
    }

    private void End(TimeSpan started, bool isProbe, bool isAccepted, TimeSpan? asked)
    {
        _probing &= !isProbe;
        if (isAccepted)
        {
            limit.End();
            _running--;
            _pace.Answer(Now, started);
            return;
        }

        Refusals++;
        _waiting++;
        if (asked is { } pause)
        {
            _pace.CloseUntil(Now + pause);
        }

        _pace.Refuse(Now, started);
    }

    /// <summary>Returns what the service asks for: whole seconds, and a date has no parts of seconds either.</summary>
    private TimeSpan? Asked(double wait) => header switch
    {
        WaitHeader.Seconds => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait))),
        WaitHeader.Date => TimeSpan.FromSeconds(Math.Max(0, Math.Floor(Now.TotalSeconds + Math.Max(1, Math.Ceiling(wait))) - Now.TotalSeconds)),
        _ => null,
    };

    private double HalfLatency() => latency * (0.475 + (0.05 * _random.NextDouble()));

    private void At(double seconds, Action happen) => _events.Enqueue(happen, (Now + TimeSpan.FromSeconds(seconds), _sequence++));
}

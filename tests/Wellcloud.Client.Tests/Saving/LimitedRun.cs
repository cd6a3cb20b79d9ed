using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>Simulates a run against a limit, event by event on its own clock: all transfers share one pace.</summary>
internal sealed class LimitedRun(LimitModel limit, int places, double latency, bool asksToWait)
{
    private readonly PriorityQueue<Action, (TimeSpan, int)> _events = new();
    private readonly Pace _pace = new();
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
        while (!_probing && (_waiting > 0 || (_left > 0 && _running < places)))
        {
            if (_waiting == 0)
            {
                (_left, _running, _waiting) = (_left - 1, _running + 1, 1);
            }

            var wait = _pace.WaitAt(Now);
            if (wait > TimeSpan.Zero)
            {
                if (!_wakes)
                {
                    _wakes = true;
                    At(wait, () => _wakes = false);
                }

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
        At(TimeSpan.FromSeconds(latency / 2), () =>
        {
            var isAccepted = limit.Accept(Now.TotalSeconds);
            var asked = TimeSpan.FromSeconds(Math.Ceiling(limit.Wait(Now.TotalSeconds)));
            At(TimeSpan.FromSeconds(latency / 2), () => End(started, isProbe, isAccepted, asked));
        });
    }

    private void End(TimeSpan started, bool isProbe, bool isAccepted, TimeSpan asked)
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
        if (asksToWait)
        {
            _pace.CloseUntil(Now + asked);
        }

        _pace.Refuse(Now, started);
    }

    private void At(TimeSpan delay, Action happen) => _events.Enqueue(happen, (Now + delay, _sequence++));
}

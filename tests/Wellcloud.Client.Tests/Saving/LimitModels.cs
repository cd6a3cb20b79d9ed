namespace Wellcloud.Client.Tests.Saving;

/// <summary>A rate limit of a service.</summary>
internal abstract class LimitModel
{
    /// <summary>Whether a request that arrives now is answered.</summary>
    public abstract bool Accept(double now);

    /// <summary>Returns the seconds after which the next request would be answered.</summary>
    public virtual double Wait(double now) => 1;

    /// <summary>Notes that an accepted request was answered.</summary>
    public virtual void End()
    {
    }
}

/// <summary>A bucket that fills evenly.</summary>
internal sealed class BucketLimit(double rate, double size) : LimitModel
{
    private double _used;
    private double _filled;

    public override bool Accept(double now)
    {
        _used = Math.Max(0, _used - ((now - _filled) * rate));
        _filled = now;
        if (_used > size - 1 + 1e-9)
        {
            return false;
        }

        _used++;
        return true;
    }

    public override double Wait(double now) => (_used + 1 - size) / rate;
}

/// <summary>A number of requests in each window of the clock.</summary>
internal sealed class WindowLimit(double count, double seconds) : LimitModel
{
    private long _window = -1;
    private int _used;

    public override bool Accept(double now)
    {
        var window = (long)(now / seconds);
        (_window, _used) = (window, window == _window ? _used + 1 : 1);
        return _used <= count;
    }

    public override double Wait(double now) => seconds - (now % seconds);
}

/// <summary>A number of requests in any second, whenever it begins.</summary>
internal sealed class SlidingLimit(double count, bool countsRefused) : LimitModel
{
    private readonly Queue<double> _last = new();

    public override bool Accept(double now)
    {
        while (_last.Count > 0 && _last.Peek() <= now - 1)
        {
            _last.Dequeue();
        }

        var accepted = _last.Count < count;
        if (accepted || countsRefused)
        {
            _last.Enqueue(now);
        }

        return accepted;
    }
}

/// <summary>A number of simultaneous requests.</summary>
internal sealed class ParallelLimit(int count) : LimitModel
{
    private int _running;

    public override bool Accept(double now)
    {
        if (_running == count)
        {
            return false;
        }

        _running++;
        return true;
    }

    public override void End() => _running--;
}

/// <summary>A limit that other programs use too, at a steady rate.</summary>
internal sealed class SharedLimit(LimitModel limit, double others) : LimitModel
{
    private double _next;

    public override bool Accept(double now)
    {
        for (; _next <= now; _next += 1 / others)
        {
            limit.Accept(_next);
        }

        return limit.Accept(now);
    }
}

/// <summary>A limit that changes after a while.</summary>
internal sealed class ChangingLimit(LimitModel first, LimitModel second, double seconds) : LimitModel
{
    public override bool Accept(double now) => At(now).Accept(now);

    public override double Wait(double now) => At(now).Wait(now);

    private LimitModel At(double now) => now < seconds ? first : second;
}

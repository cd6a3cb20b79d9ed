namespace Wellcloud.Client.Saving;

/// <summary>
/// Finds the highest rate of requests that a service accepts. After a refusal, the rate falls to what the service really took. Then it returns
/// slowly to the rate that was refused, and faster and faster beyond it, in case the service allows more by now. The more time a refusal
/// costs, the later the next is risked. This class has no clock: callers give times, measured from any fixed moment.
/// </summary>
internal sealed class RateSearch
{
    private const double FirstRate = 12; // after the first refusal, unless more were answered a second: the first requests go out at once
    private const double FreeRate = 2000; // more than any run requests
    private const double SlowestRate = 0.25;
    private const double StepGrowth = 1.4; // while no rate has been refused
    private const double LargestCut = 1 / StepGrowth; // back to the step that was accepted
    private const double SmallestCut = 0.9;
    private const double StepPerCost = 0.3; // the least time at a rate before a higher one is risked, for the time that a refusal costs
    private const double HoldPerCost = 5; // the time until the refused rate is reached again, for the time that a refusal costs
    private const double HoldGrowth = 1.5; // for each refusal at about the same rate
    private const double MostHoldGrowth = 4;

    private static readonly TimeSpan _shortestStep = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan _shortestHold = TimeSpan.FromSeconds(1); // many services count a second's requests
    private static readonly TimeSpan _longestHold = TimeSpan.FromSeconds(15);

    private double _refused = double.PositiveInfinity; // the rate that was refused last
    private double _base; // the rate after that refusal
    private TimeSpan _step = _shortestStep;
    private TimeSpan _hold;
    private double _holdGrowth = 1;
    private TimeSpan _start; // of the period in which the service answers
    private TimeSpan _grown;
    private int _answers; // in this period

    /// <summary>Requests a second; infinite while no limit is known.</summary>
    public double Rate { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether a limit is known.</summary>
    public bool IsLimited => !double.IsPositiveInfinity(Rate);

    private bool HasRefusedRate => !double.IsPositiveInfinity(_refused);

    /// <summary>Lowers the rate.</summary>
    /// <param name="now">When the refusal came.</param>
    /// <param name="isAgain">Whether the service has answered nothing since the refusal before.</param>
    /// <param name="cost">The time without requests that follows from this refusal.</param>
    public void Refuse(TimeSpan now, bool isAgain, TimeSpan cost)
    {
        // A service that counts the requests of a second or a minute refuses until that has passed. So the time until the last refusal counts.
        var seconds = Math.Max((now - _start).TotalSeconds, 0.001);
        if (!isAgain)
        {
            Remember(seconds);
        }

        Rate = _base = Math.Max(HasRefusedRate ? TakenRate(seconds) : Math.Max(FirstRate, _answers / Math.Max(seconds, 1)), SlowestRate);
        _step = TimeSpan.FromSeconds(Math.Max(StepPerCost * cost.TotalSeconds, _shortestStep.TotalSeconds));
        var hold = Math.Max(HoldPerCost * cost.TotalSeconds, _shortestHold.TotalSeconds) * _holdGrowth;
        _hold = TimeSpan.FromSeconds(Math.Min(hold, _longestHold.TotalSeconds));
    }

    /// <summary>Begins to count answers: the service answers again.</summary>
    /// <param name="started">When the first request began that was answered.</param>
    public void Resume(TimeSpan started) => (_start, _grown, _answers) = (started, started, 0);

    /// <summary>Counts an answer, without raising the rate.</summary>
    public void Count() => _answers++;

    /// <summary>Counts an answer, and raises the rate.</summary>
    public void Answer(TimeSpan now, TimeSpan started)
    {
        _answers++;
        if (HasRefusedRate)
        {
            var part = (now - _start).TotalSeconds / _hold.TotalSeconds;
            Rate = Math.Max(Rate, _base + ((_refused - _base) * part * part * part));
        }
        else if (started >= _grown && now - _grown >= _step)
        {
            // Answers to requests that began at a lower rate prove nothing about this one.
            (Rate, _grown) = (Rate * StepGrowth, now);
        }

        if (Rate > FreeRate)
        {
            Rate = _refused = double.PositiveInfinity;
        }
    }

    /// <summary>Remembers the rate that was refused, and whether that is where the limit was before.</summary>
    private void Remember(double seconds)
    {
        var isWhereItWas = Rate > _refused * 0.8 && Rate < _refused * 1.25;
        _holdGrowth = isWhereItWas ? Math.Min(_holdGrowth * HoldGrowth, MostHoldGrowth) : 1;

        // Few transfers may send less than the rate allows, so that it grows without proof.
        _refused = IsLimited ? Math.Min(Rate, 2 * (_answers + 1) / seconds) : double.PositiveInfinity;
    }

    /// <summary>Returns the rate that the service took, within limits. The pause before has paid for a part of the first answer.</summary>
    private double TakenRate(double seconds) =>
        Math.Min(_refused * SmallestCut, Math.Max((_answers - 0.5) / seconds, _refused * LargestCut));
}

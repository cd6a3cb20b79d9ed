using Wellcloud.Client.Saving;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>The pace against models of rate limits. The table in docs/reliability.md comes from these tests.</summary>
public sealed class PaceTests
{
    private static readonly WaitHeader[] _waits = [WaitHeader.Seconds, WaitHeader.Date];

    public static TheoryData<string> Limits => [.. LimitCase.All.Select(static limit => limit.Name)];

    /// <summary>The output of each limit is its row of the table.</summary>
    [Theory]
    [MemberData(nameof(Limits))]
    public void Run_takes_little_longer_than_the_limit_allows(string limit)
    {
        var model = LimitCase.All.Single(each => each.Name == limit);
        var row = new List<(double Rate, WaitHeader[] Headers, double Times, int Refusals)>();
        foreach (var rate in new double[] { 2, 10, 40 })
        {
            row.Add(Worst(model, rate, [WaitHeader.None]));
            row.Add(Worst(model, rate, _waits));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"| {limit} | {string.Join(" | ", row.Select(static cell => cell.Times > 0 ? FormattableString.Invariant($"{cell.Times:0.00} ({cell.Refusals})") : ""))} |");

        // At 40 a second the run lasts five seconds, so that it is over soon after the limit was found.
        Assert.All(row, static cell => Assert.InRange(cell.Times, 0, cell.Rate < 40 ? 1.5 : cell.Headers == _waits ? 2.5 : 1.9));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Limit_of_simultaneous_requests_is_found_too(double latency)
    {
        foreach (var header in Enum.GetValues<WaitHeader>())
        {
            var run = new LimitedRun(new ParallelLimit(4), 32, latency, header);
            run.Save(LimitCase.Recordings);
            var times = run.Now.TotalSeconds / (LimitCase.Recordings * latency / 4);
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{header}: {times:0.00} ({run.Refusals})"));
            Assert.InRange(times, 0, 1.5);
        }
    }

    [Fact]
    public void Pause_doubles_up_to_sixteen_seconds_until_an_answer_comes()
    {
        var pace = new Pace();
        var now = TimeSpan.Zero;
        foreach (var seconds in new[] { 0.5, 1, 2, 4, 8, 16, 16 })
        {
            Assert.True(pace.Refuse(now, now));
            Assert.Equal(seconds, pace.WaitAt(now).TotalSeconds);
            Assert.True(pace.IsProbing);
            now += pace.WaitAt(now);
        }

        pace.Answer(now, now);
        Assert.False(pace.IsProbing);
        Assert.True(pace.IsSet);
    }

    [Fact]
    public void Simultaneous_refusals_slow_down_once()
    {
        var pace = new Pace();
        var now = TimeSpan.FromSeconds(1);
        Assert.True(pace.Refuse(now, TimeSpan.Zero));
        var wait = pace.WaitAt(now);
        Assert.All(Enumerable.Range(0, 30), _ => Assert.False(pace.Refuse(now, TimeSpan.Zero)));
        Assert.Equal(wait, pace.WaitAt(now));
    }

    [Fact]
    public void Limit_is_lifted_when_the_service_stops_refusing()
    {
        var pace = new Pace();
        pace.Refuse(TimeSpan.Zero, TimeSpan.Zero);
        var now = TimeSpan.Zero;
        while (pace.IsSet)
        {
            now += pace.WaitAt(now);
            pace.Take(now);
            pace.Answer(now + TimeSpan.FromMilliseconds(1), now);
            Assert.InRange(now.TotalSeconds, 0, 5);
        }

        Assert.InRange(pace.WaitAt(now), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Answer_to_a_request_from_before_the_refusal_does_not_end_the_probing()
    {
        var pace = new Pace();
        pace.Refuse(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        pace.Answer(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        Assert.True(pace.IsProbing);
        pace.Answer(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2));
        Assert.False(pace.IsProbing);
    }

    /// <summary>Returns the longest run, as a multiple of the ideal time, and its refusals.</summary>
    private static (double Rate, WaitHeader[] Headers, double Times, int Refusals) Worst(LimitCase limit, double rate, WaitHeader[] headers)
    {
        var worst = (Times: 0.0, Refusals: 0);
        foreach (var header in headers)
        {
            foreach (var latency in new[] { 0.005, 0.1 })
            {
                foreach (var places in new[] { 4, 32 })
                {
                    var run = new LimitedRun(limit.At(rate), places, latency, header);
                    run.Save(LimitCase.Recordings);
                    var ideal = limit.Ideal(rate);
                    var times = ideal > 0 ? run.Now.TotalSeconds / Math.Max(ideal, LimitCase.Recordings * latency / places) : 0;
                    worst = times > worst.Times ? (times, run.Refusals) : worst;
                }
            }
        }

        return (rate, headers, worst.Times, worst.Refusals);
    }
}

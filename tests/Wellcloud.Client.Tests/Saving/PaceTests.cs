using Wellcloud.Client.Saving;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>The pace against models of rate limits. The table in docs/reliability.md comes from these tests.</summary>
public sealed class PaceTests
{
    private const int Recordings = 200;
    private const double Latency = 0.02;

    /// <summary>The limit, and the ideal time for 200 recordings in seconds.</summary>
    public static TheoryData<string, double> Limits => new()
    {
        { "2 a second, evenly", 100 },
        { "2 a second, bucket of 2", 99 },
        { "10 a second, bucket of 10", 19 },
        { "2 in each second", 99.5 },
        { "10 in each second", 19.5 },
        { "10 in any second", 19.5 },
        { "10 in any second, refused ones count", 19.5 },
        { "120 in each minute", 60 },
        { "10 a second, shared with another that takes half", 39 },
        { "10 a second, after 10 seconds 2 a second", 60 },
        { "2 a second, after 30 seconds 10 a second", 44 },
        { "4 at once", 50 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Everything_is_saved_within_one_and_a_half_times_the_ideal_time(string limit, double ideal)
    {
        foreach (var places in new[] { 4, 32 })
        {
            foreach (var asksToWait in new[] { false, true })
            {
                var run = new LimitedRun(ModelOf(limit), places, limit == "4 at once" ? 1 : Latency, asksToWait);
                run.Save(Recordings);
                TestContext.Current.TestOutputHelper!.WriteLine($"| {limit} | {places} | {(asksToWait ? "yes" : "no")} | {run.Now.TotalSeconds / ideal:0.00} | {run.Refusals} |");
                Assert.InRange(run.Now.TotalSeconds / ideal, 0, 1.5);
            }
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
        for (var answers = 0; pace.IsSet; answers++)
        {
            Assert.InRange(answers, 0, 100);
            now += pace.WaitAt(now);
            pace.Take(now);
            pace.Answer(now + TimeSpan.FromMilliseconds(1), now);
        }

        Assert.InRange(pace.WaitAt(now), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    private static LimitModel ModelOf(string limit) => limit switch
    {
        "2 a second, evenly" => new BucketLimit(2, 1),
        "2 a second, bucket of 2" => new BucketLimit(2, 2),
        "10 a second, bucket of 10" => new BucketLimit(10, 10),
        "2 in each second" => new WindowLimit(2, 1),
        "10 in each second" => new WindowLimit(10, 1),
        "10 in any second" => new SlidingLimit(10, countsRefused: false),
        "10 in any second, refused ones count" => new SlidingLimit(10, countsRefused: true),
        "120 in each minute" => new WindowLimit(120, 60),
        "10 a second, shared with another that takes half" => new SharedLimit(new BucketLimit(10, 10), others: 5),
        "10 a second, after 10 seconds 2 a second" => new ChangingLimit(new BucketLimit(10, 10), new BucketLimit(2, 2), 10),
        "2 a second, after 30 seconds 10 a second" => new ChangingLimit(new BucketLimit(2, 2), new BucketLimit(10, 10), 30),
        "4 at once" => new ParallelLimit(4),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };
}

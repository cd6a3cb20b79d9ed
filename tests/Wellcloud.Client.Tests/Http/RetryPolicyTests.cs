using Wellcloud.Client.Http;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class RetryPolicyTests
{
    private static readonly WellcloudException _passing = new(WellcloudError.ServerError, "busy") { IsTransient = true };

    [Theory]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(2, 0.0, 1.0)]
    [InlineData(4, 0.5, 6.0)]
    [InlineData(9, 1.0, 120.0)]
    [InlineData(100, 1.0, 120.0)]
    public void Pause_doubles_with_jitter_up_to_two_minutes(int attempt, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy(100, random).PauseAfter(attempt, _passing));

    [Theory]
    [InlineData(0, true)]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public void Retry_after_is_obeyed_up_to_ten_minutes(int seconds, bool isWaitedFor)
    {
        var fault = new WellcloudException(WellcloudError.TooManyRequests, "slow down") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(isWaitedFor ? TimeSpan.FromSeconds(seconds) : null, Policy(4, 0).PauseAfter(1, fault));
    }

    [Fact]
    public void Permanent_fault_or_last_attempt_is_not_retried()
    {
        Assert.Null(Policy(4, 0).PauseAfter(1, new(WellcloudError.PermissionDenied, "no")));
        Assert.NotNull(Policy(4, 0).PauseAfter(4, _passing));
        Assert.Null(Policy(4, 0).PauseAfter(5, _passing));
        Assert.Null(Policy(0, 0).PauseAfter(1, _passing));
    }

    [Fact]
    public async Task Cancellation_ends_a_pause()
    {
        using var enough = new CancellationTokenSource();
        var time = new ManualTime
        {
            DuringPause = async _ =>
            {
                await enough.CancelAsync();
                await new TaskCompletionSource().Task;
            },
        };
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(1), time, () => 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => policy.RunAsync<int>(() => throw _passing, null, enough.Token));
    }

    private static RetryPolicy Policy(int most, double random) => new(most, TimeSpan.FromSeconds(1), TimeProvider.System, () => random);
}

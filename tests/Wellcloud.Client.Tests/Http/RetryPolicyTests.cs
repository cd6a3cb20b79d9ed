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
    public void The_pause_doubles_with_jitter_up_to_two_minutes(int attempt, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy(100, random).PauseAfter(attempt, _passing));

    [Theory]
    [InlineData(0, true)]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public void What_the_service_asks_for_is_the_pause_up_to_ten_minutes(int seconds, bool isWaitedFor)
    {
        var fault = new WellcloudException(WellcloudError.TooManyRequests, "slow down") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(isWaitedFor ? TimeSpan.FromSeconds(seconds) : null, Policy(4, 0).PauseAfter(1, fault));
    }

    [Fact]
    public void Nothing_is_tried_again_that_cannot_pass_or_was_tried_enough()
    {
        Assert.Null(Policy(4, 0).PauseAfter(1, new(WellcloudError.PermissionDenied, "no")));
        Assert.NotNull(Policy(4, 0).PauseAfter(4, _passing));
        Assert.Null(Policy(4, 0).PauseAfter(5, _passing));
        Assert.Null(Policy(0, 0).PauseAfter(1, _passing));
    }

    [Fact]
    public async Task A_pause_ends_when_the_caller_has_enough()
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
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => policy.RunAsync<int>(_ => throw _passing, null, enough.Token));
    }

    private static RetryPolicy Policy(int most, double random) => new(most, TimeSpan.FromSeconds(1), TimeProvider.System, () => random);
}

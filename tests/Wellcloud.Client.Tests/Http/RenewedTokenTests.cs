using Microsoft.Extensions.Time.Testing;
using Wellcloud.Client.Http;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class RenewedTokenTests
{
    private readonly FakeTimeProvider _time = new();
    private int _applied;

    [Fact]
    public async Task Many_refusals_cause_one_renewal()
    {
        using var tokens = Tokens();
        var first = await tokens.GetAsync(null, default);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => tokens.RenewAsync(first, null, default))));
        Assert.All(renewed, token => Assert.Equal("token 2", token));
        Assert.Equal(2, _applied);
    }

    [Fact]
    public async Task Token_is_renewed_an_hour_before_it_expires()
    {
        using var tokens = Tokens();
        Assert.Null(tokens.ExpiresAt);
        Assert.Equal("token 1", await tokens.GetAsync(null, default));
        Assert.Equal(_time.GetUtcNow().AddHours(24), tokens.ExpiresAt);
        _time.Advance(new TimeSpan(22, 59, 59));
        Assert.Equal("token 1", await tokens.GetAsync(null, default));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token 2", await tokens.GetAsync(null, default));
        Assert.Equal(_time.GetUtcNow().AddHours(24), tokens.ExpiresAt);
    }

    [Fact]
    public async Task Refused_login_is_not_repeated()
    {
        using var tokens = new RenewedToken(new Secret(Text.Secure("secret")), (_, _) =>
        {
            Interlocked.Increment(ref _applied);
            throw new WellcloudException(WellcloudError.AuthenticationFailed, "no");
        }, _time, () => 1);
        var waiting = Enumerable.Range(0, 50).Select(_ => Task.Run(() => tokens.GetAsync(null, default).AsTask())).ToList();
        foreach (var refused in waiting)
        {
            Assert.Equal(WellcloudError.AuthenticationFailed, (await Assert.ThrowsAsync<WellcloudException>(() => refused)).Error);
        }

        Assert.Equal(1, _applied);
    }

    [Fact]
    public async Task Failed_login_is_repeated_by_the_next_request()
    {
        var isDown = true;
        using var tokens = new RenewedToken(new Secret(Text.Secure("secret")), (_, _) => isDown
            ? throw new WellcloudException(WellcloudError.ConnectionFailed, "down")
            : Task.FromResult(Secret.From("token")), _time, () => 1);
        await Assert.ThrowsAsync<WellcloudException>(() => tokens.GetAsync(null, default).AsTask());
        isDown = false;
        Assert.Equal("token", await tokens.GetAsync(null, default));
    }

    [Fact]
    public async Task Refused_token_is_not_sent_again_while_its_renewal_waits()
    {
        var isAllowed = new TaskCompletionSource();
        using var tokens = new RenewedToken(new Secret(Text.Secure("secret")), async (_, _) =>
        {
            if (Interlocked.Increment(ref _applied) > 1)
            {
                await isAllowed.Task;
            }

            return Secret.From($"token {_applied}");
        }, _time, () => 1);
        var first = await tokens.GetAsync(null, default);
        var renewing = tokens.RenewAsync(first, null, default);
        var next = tokens.GetAsync(null, default).AsTask();
        Assert.False(next.IsCompleted);
        isAllowed.SetResult();
        Assert.Equal(["token 2", "token 2"], await Task.WhenAll(renewing, next));
    }

    [Fact]
    public async Task Short_lived_tokens_are_renewed_with_growing_reported_pauses()
    {
        var time = new ManualTime();
        var seen = new Sightings();
        using var tokens = Tokens(time);
        var token = await tokens.GetAsync(null, default);
        for (var death = 0; death < 8; death++)
        {
            token = await tokens.RenewAsync(token, seen, default);
        }

        Assert.Equal([1, 2, 4, 5, 5, 5, 5], time.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal(7, seen.Count());

        // A token that lasted longer is renewed at once.
        time.Advance(TimeSpan.FromSeconds(11));
        await tokens.RenewAsync(token, seen, default);
        Assert.Equal(7, time.Pauses.Count);
    }

    [Fact]
    public void Fourth_refusal_in_a_row_is_final_also_for_the_first_request()
    {
        using var tokens = Tokens();
        Assert.Equal([true, true, true, false], new[] { tokens.CanRenew(0), tokens.CanRenew(1), tokens.CanRenew(2), tokens.CanRenew(3) });
    }

    private RenewedToken Tokens(TimeProvider? time = null) => new(new Secret(Text.Secure("secret")), (_, _) => Task.FromResult(Secret.From($"token {Interlocked.Increment(ref _applied)}")), time ?? _time, () => 1);
}

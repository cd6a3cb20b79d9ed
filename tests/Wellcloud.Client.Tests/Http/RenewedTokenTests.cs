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
        var first = await tokens.GetAsync(default);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => tokens.RenewAsync(first, default))));
        Assert.All(renewed, token => Assert.Equal("token 2", token));
        Assert.Equal(2, _applied);
    }

    [Fact]
    public async Task Token_is_renewed_an_hour_before_it_expires()
    {
        using var tokens = Tokens();
        Assert.Null(tokens.ExpiresAt);
        Assert.Equal("token 1", await tokens.GetAsync(default));
        Assert.Equal(_time.GetUtcNow().AddHours(24), tokens.ExpiresAt);
        _time.Advance(new TimeSpan(22, 59, 59));
        Assert.Equal("token 1", await tokens.GetAsync(default));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token 2", await tokens.GetAsync(default));
        Assert.Equal(_time.GetUtcNow().AddHours(24), tokens.ExpiresAt);
    }

    [Fact]
    public async Task Refused_login_is_not_repeated()
    {
        using var tokens = new RenewedToken(new Secret(Text.Secure("secret")), (_, _) =>
        {
            Interlocked.Increment(ref _applied);
            throw new WellcloudException(WellcloudError.AuthenticationFailed, "no");
        }, _time);
        var waiting = Enumerable.Range(0, 50).Select(_ => Task.Run(() => tokens.GetAsync(default).AsTask())).ToList();
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
            : Task.FromResult(Secret.From("token")), _time);
        await Assert.ThrowsAsync<WellcloudException>(() => tokens.GetAsync(default).AsTask());
        isDown = false;
        Assert.Equal("token", await tokens.GetAsync(default));
    }

    private RenewedToken Tokens() => new(new Secret(Text.Secure("secret")), (_, _) => Task.FromResult(Secret.From($"token {Interlocked.Increment(ref _applied)}")), _time);
}

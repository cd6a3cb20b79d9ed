using Wellcloud.Client.Saving;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

public sealed class TransferGateTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Limit_doubles_while_the_rate_grows_up_to_the_maximum()
    {
        var gate = new TransferGate(40, _time);
        Assert.Equal(8, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(16, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(32, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(40, gate.Limit);
    }

    [Fact]
    public async Task Limit_stays_when_the_rate_does_not_grow()
    {
        var gate = new TransferGate(64, _time);
        await RoundAsync(gate, seconds: 1);
        await RoundAsync(gate, seconds: 2);
        await RoundAsync(gate, seconds: 2);
        Assert.Equal(16, gate.Limit);
    }

    [Fact]
    public async Task Slowing_down_halves_the_limit_permanently()
    {
        var gate = new TransferGate(64, _time);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(default)));
        foreach (var expected in new[] { 2, 1, 1 })
        {
            gate.SlowDown();
            Assert.Equal(expected, gate.Limit);
        }

        for (var left = 4; left > 0; left--)
        {
            gate.Leave(1_000_000);
        }

        await RoundAsync(gate, seconds: 1);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(1, gate.Limit);
    }

    [Fact]
    public async Task Giving_up_a_place_does_not_count_as_a_finished_transfer()
    {
        var gate = new TransferGate(64, _time);
        for (var round = 0; round < 10; round++)
        {
            await gate.EnterAsync(default);
            gate.Leave(null);
        }

        Assert.Equal(8, gate.Limit);
    }

    [Fact]
    public async Task Leaving_or_cancelling_admits_the_next()
    {
        var gate = new TransferGate(1, _time);
        await gate.EnterAsync(default);
        using var enough = new CancellationTokenSource();
        var impatient = gate.EnterAsync(enough.Token);
        var patient = gate.EnterAsync(default);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.False(patient.IsCompleted);
        gate.Leave(0);
        await patient;
    }

    /// <summary>As many transfers as may run at once, of a megabyte each.</summary>
    private async Task RoundAsync(TransferGate gate, int seconds)
    {
        var count = gate.Limit;
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => gate.EnterAsync(default)));
        _time.Advance(TimeSpan.FromSeconds(seconds));
        for (var left = count; left > 0; left--)
        {
            gate.Leave(1_000_000);
        }
    }
}

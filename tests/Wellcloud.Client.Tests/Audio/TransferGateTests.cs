using Wellcloud.Client.Audio;
using Xunit;

namespace Wellcloud.Client.Tests.Audio;

public sealed class TransferGateTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task It_grows_while_that_brings_more_and_never_above_the_limit()
    {
        var gate = new TransferGate(20, _time);
        Assert.Equal(4, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(8, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(16, gate.Limit);
        await RoundAsync(gate, seconds: 1);
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(20, gate.Limit);
    }

    [Fact]
    public async Task It_stays_where_more_transfers_bring_no_more()
    {
        var gate = new TransferGate(64, _time);
        await RoundAsync(gate, seconds: 1);
        await RoundAsync(gate, seconds: 2);
        await RoundAsync(gate, seconds: 2);
        Assert.Equal(8, gate.Limit);
    }

    [Fact]
    public void It_gives_way_by_half_and_never_below_one()
    {
        var gate = new TransferGate(64, _time);
        foreach (var expected in new[] { 2, 1, 1 })
        {
            gate.GiveWay();
            gate.GiveWay();
            Assert.Equal(expected, gate.Limit);
            _time.Advance(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task It_does_not_grow_during_the_truce()
    {
        var gate = new TransferGate(64, _time);
        gate.GiveWay();
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(2, gate.Limit);
        _time.Advance(TimeSpan.FromSeconds(30));
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(4, gate.Limit);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_make_the_truce_longer()
    {
        var gate = new TransferGate(64, _time);
        gate.GiveWay();
        _time.SetBack(TimeSpan.FromDays(300));
        _time.Advance(TimeSpan.FromSeconds(30));
        await RoundAsync(gate, seconds: 1);
        Assert.Equal(4, gate.Limit);
    }

    [Fact]
    public async Task Those_who_wait_come_in_when_others_leave_or_give_up()
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

using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class WireFaultTests : FaultFixture
{
    [Theory]
    [InlineData(0L, null, 0)]
    [InlineData(300L, null, 300)]
    [InlineData(-1L, null, Size - 1)]
    [InlineData(null, 0.25, 250)]
    public async Task Cut_body_ends_at_the_byte_though_more_was_announced(long? bytes, double? fraction, int expected)
    {
        Add(FaultKind.CutBody, r => r with { Bytes = bytes, Fraction = fraction });
        var answer = await AudioAsync();
        Assert.Equal(("1000", false), (answer.Field("Content-Length"), answer.Reset));
        Assert.Equal(Whole[..expected], answer.Body);
    }

    [Fact]
    public async Task Cut_chunked_body_has_no_last_chunk()
    {
        Add(FaultKind.CutChunked, r => r with { Bytes = 300 });
        var answer = await AudioAsync();
        Assert.Equal("chunked", answer.Field("Transfer-Encoding"));
        Assert.DoesNotContain("\r\n0\r\n", Encoding.Latin1.GetString(answer.Body[^10..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_can_be_cut_after_its_length_is_announced()
    {
        Server.Faults.Add(new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Recordings });
        var answer = await Wire.GetAsync(Server, Wire.Recordings);
        Assert.Equal(int.Parse(answer.Field("Content-Length")!, null) / 2, answer.Body.Length);
    }

    [Fact]
    public async Task Close_delimited_body_has_neither_length_nor_chunks()
    {
        Add(FaultKind.CloseDelimited, r => r with { Times = 1 });
        Add(FaultKind.CloseDelimited, r => r with { Bytes = -1 });
        var whole = await AudioAsync();
        Assert.Equal((null, null, "close"), (whole.Field("Content-Length"), whole.Field("Transfer-Encoding"), whole.Field("Connection")));
        Assert.Equal(Whole, whole.Body);
        Assert.Equal(Whole[..^1], (await AudioAsync()).Body);
    }

    [Fact]
    public async Task Length_can_be_wrong_or_missing()
    {
        Add(FaultKind.WrongLength, r => r with { LengthError = 5, Times = 1 });
        Add(FaultKind.WrongLength, r => r with { LengthError = -5, Times = 1 });
        Add(FaultKind.NoLength, r => r);
        Assert.Equal("1005", (await AudioAsync()).Field("Content-Length"));
        Assert.Equal("995", (await AudioAsync()).Field("Content-Length"));
        Assert.Equal("chunked", (await AudioAsync()).Field("Transfer-Encoding"));
    }

    [Fact]
    public async Task Connection_can_close_or_reset_before_or_during_the_response()
    {
        Add(FaultKind.CloseBeforeHeaders, r => r with { Times = 1 });
        Add(FaultKind.ResetBeforeHeaders, r => r with { Times = 1 });
        Add(FaultKind.ResetMidBody, r => r with { Bytes = 100 });
        var closed = await AudioAsync();
        Assert.Equal((0, false), (closed.Status, closed.Reset));
        var reset = await AudioAsync();
        Assert.Equal((0, true), (reset.Status, reset.Reset));
        var middle = await AudioAsync();
        Assert.Equal((200, true), (middle.Status, middle.Reset));
        Assert.Equal(Whole[..100], middle.Body);
    }

    [Theory]
    [InlineData(FaultKind.StallBody)]
    [InlineData(FaultKind.StallBeforeHeaders)]
    public async Task Stall_is_signalled_and_ends_when_the_reader_disconnects(FaultKind kind)
    {
        var rule = Add(kind, r => r with { Bytes = 10 });
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", Server.BaseUri.Port);
            await client.GetStream().WriteAsync(Wire.Request(Server, Wire.AudioPath(Server, 0)));
            await rule.Stalled;
            await Server.Faults.WaitForStallsAsync();
            Assert.Equal(1, Server.Requests.Active);
        }

        await Server.Requests.WhenIdleAsync();
        Assert.True(Assert.Single(Server.Requests).Aborted);
    }

    [Fact]
    public async Task Slow_body_is_complete()
    {
        Add(FaultKind.SlowBody, r => r with { Bytes = 400, Delay = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(Whole, (await AudioAsync()).Body);
    }
}

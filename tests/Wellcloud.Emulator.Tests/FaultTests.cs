using System;
using System.IO.Compression;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private const int Size = 1000;
    private EmulatorServer _server = null!;

    private byte[] Whole => _server.Audio.Bytes(_server.Tenant[0]);

    public async Task InitializeAsync() =>
        _server = await EmulatorServer.StartAsync(new() { AudioBytes = Size, Recordings = 40, SecondOrigin = true });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Rules_skip_have_their_times_and_count()
    {
        var first = _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 503, Endpoint = Endpoint.Audio, Skip = 1, Times = 2 });
        var second = _server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Id = _server.Tenant[0].Id, Times = 1 });
        var statuses = new int[5];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (await AudioAsync()).Status;
        }

        Assert.Equal([502, 503, 503, 200, 200], statuses);
        Assert.Equal((2, 1), (first.Hits, second.Hits));
        Assert.Equal(200, (await Wire.GetAsync(_server, Wire.AudioPath(_server, 1))).Status);
    }

    [Fact]
    public async Task A_rule_can_meet_only_each_third_request()
    {
        Add(FaultKind.Status, r => r with { Every = 3, Times = 1 });
        var statuses = new int[7];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (await AudioAsync()).Status;
        }

        Assert.Equal([200, 200, 500, 200, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task Chained_faults_meet_the_same_request()
    {
        Add(FaultKind.CutBody, r => r with { Bytes = 10, And = new() { Kind = FaultKind.ChangeETag } });
        var first = await AudioAsync();
        var second = await AudioAsync();
        Assert.Equal((10, 10), (first.Body.Length, second.Body.Length));
        Assert.NotEqual(first.Field("ETag"), second.Field("ETag"));
    }

    [Fact]
    public async Task A_status_has_the_error_body_or_another()
    {
        Add(FaultKind.Status, r => r with { Status = 448, Times = 1 });
        Add(FaultKind.Status, r => r with { Status = 500, Body = "oops", ContentType = "text/plain" });
        var error = await AudioAsync();
        Assert.Equal((448, true), (error.Status, error.Text.Contains("\"code\":\"448\"", StringComparison.Ordinal)));
        Assert.Equal("oops", (await AudioAsync()).Text);
    }

    [Fact]
    public async Task A_code_can_stand_in_the_body_of_a_200()
    {
        Add(FaultKind.CodeInBody, r => r with { Code = "425", ContentType = "audio/mpeg" });
        var answer = await AudioAsync();
        Assert.Equal((200, "audio/mpeg"), (answer.Status, answer.Field("Content-Type")));
        Assert.Contains("\"code\":\"425\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_comes_in_both_forms()
    {
        Add(FaultKind.RetryAfterSeconds, r => r with { Seconds = 7, Times = 1 });
        Add(FaultKind.RetryAfterDate, r => r with { Seconds = 60, Status = 503 });
        Assert.Equal("7", (await AudioAsync()).Field("Retry-After"));
        var dated = await AudioAsync();
        Assert.Equal(503, dated.Status);
        Assert.EndsWith("GMT", dated.Field("Retry-After"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0L, null, 0)]
    [InlineData(300L, null, 300)]
    [InlineData(-1L, null, Size - 1)]
    [InlineData(null, 0.25, 250)]
    public async Task A_cut_body_ends_at_the_byte_though_more_was_promised(long? bytes, double? fraction, int expected)
    {
        Add(FaultKind.CutBody, r => r with { Bytes = bytes, Fraction = fraction });
        var answer = await AudioAsync();
        Assert.Equal(("1000", false), (answer.Field("Content-Length"), answer.Reset));
        Assert.Equal(Whole[..expected], answer.Body);
    }

    [Fact]
    public async Task A_cut_chunked_body_has_no_last_chunk()
    {
        Add(FaultKind.CutChunked, r => r with { Bytes = 300 });
        var answer = await AudioAsync();
        Assert.Equal("chunked", answer.Field("Transfer-Encoding"));
        Assert.DoesNotContain("\r\n0\r\n", Encoding.Latin1.GetString(answer.Body[^10..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_can_be_cut_with_a_length_announced()
    {
        _server.Faults.Add(new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Recordings });
        var answer = await Wire.GetAsync(_server, Wire.Recordings);
        Assert.Equal(int.Parse(answer.Field("Content-Length")!, null) / 2, answer.Body.Length);
    }

    [Fact]
    public async Task A_close_delimited_body_has_neither_length_nor_chunks()
    {
        Add(FaultKind.CloseDelimited, r => r with { Times = 1 });
        Add(FaultKind.CloseDelimited, r => r with { Bytes = -1 });
        var whole = await AudioAsync();
        Assert.Equal((null, null, "close"), (whole.Field("Content-Length"), whole.Field("Transfer-Encoding"), whole.Field("Connection")));
        Assert.Equal(Whole, whole.Body);
        Assert.Equal(Whole[..^1], (await AudioAsync()).Body);
    }

    [Fact]
    public async Task Lengths_can_be_wrong_or_absent()
    {
        Add(FaultKind.WrongLength, r => r with { LengthError = 5, Times = 1 });
        Add(FaultKind.WrongLength, r => r with { LengthError = -5, Times = 1 });
        Add(FaultKind.NoLength, r => r);
        Assert.Equal("1005", (await AudioAsync()).Field("Content-Length"));
        Assert.Equal("995", (await AudioAsync()).Field("Content-Length"));
        Assert.Equal("chunked", (await AudioAsync()).Field("Transfer-Encoding"));
    }

    [Fact]
    public async Task Connections_are_closed_or_reset_before_and_in_the_answer()
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
    public async Task A_stall_is_signalled_and_ends_when_the_reader_leaves(FaultKind kind)
    {
        var rule = Add(kind, r => r with { Bytes = 10 });
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", _server.BaseUri.Port);
            await client.GetStream().WriteAsync(Wire.Request(_server, Wire.AudioPath(_server, 0)));
            await rule.Stalled;
            await _server.Faults.WaitForStallsAsync();
            Assert.Equal(1, _server.Requests.Active);
        }

        await _server.Requests.WhenIdleAsync();
        Assert.True(Assert.Single(_server.Requests).Aborted);
    }

    [Fact]
    public async Task A_slow_body_is_whole()
    {
        Add(FaultKind.SlowBody, r => r with { Bytes = 400, Delay = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(Whole, (await AudioAsync()).Body);
    }

    [Fact]
    public async Task Ranges_are_ignored_refused_and_answered_wrongly_only_where_asked_for()
    {
        Add(FaultKind.IgnoreRange, r => r with { Times = 1 });
        Add(FaultKind.RefuseRange, r => r with { Times = 1 });
        Add(FaultKind.WrongRange, r => r with { Times = 1, Bytes = 2 });
        Add(FaultKind.WrongRange, r => r with { Times = 1, RangeError = RangeError.NoContentRange });
        Add(FaultKind.WrongRange, r => r with { Times = 1, RangeError = RangeError.OtherTotal });
        Assert.Equal(200, (await AudioAsync()).Status);
        Assert.Equal((200, Size), await RangeAsync());
        Assert.Equal(416, (await RangeAsync()).Status);
        var shifted = await AudioAsync("Range: bytes=10-");
        Assert.Equal("bytes 12-999/1000", shifted.Field("Content-Range"));
        Assert.Equal(Whole[12..], shifted.Body);
        Assert.Null((await AudioAsync("Range: bytes=10-")).Field("Content-Range"));
        Assert.Equal("bytes 10-999/10000", (await AudioAsync("Range: bytes=10-")).Field("Content-Range"));

        async Task<(int Status, int Length)> RangeAsync()
        {
            var answer = await AudioAsync("Range: bytes=10-");
            return (answer.Status, answer.Body.Length);
        }
    }

    [Fact]
    public async Task Validators_change_weaken_and_go()
    {
        var etag = (await AudioAsync()).Field("ETag");
        Add(FaultKind.ChangeETag, r => r with { Times = 2 });
        Add(FaultKind.WeakETag, r => r with { Times = 1 });
        Add(FaultKind.NoValidator, r => r);
        var changed = (await AudioAsync()).Field("ETag");
        var restarted = await AudioAsync("Range: bytes=10-", $"If-Range: {changed}");
        Assert.Equal(3, new[] { etag, changed, restarted.Field("ETag") }.Distinct().Count());
        Assert.Equal(200, restarted.Status);
        Assert.Equal("W/" + etag, (await AudioAsync()).Field("ETag"));
        Assert.Null((await AudioAsync()).Field("ETag"));
    }

    [Fact]
    public async Task Bodies_are_html_empty_or_of_another_type()
    {
        Add(FaultKind.Html, r => r with { Times = 1 });
        Add(FaultKind.Empty, r => r with { Times = 1 });
        Add(FaultKind.WrongContentType, r => r);
        Assert.StartsWith("<!DOCTYPE html>", (await AudioAsync()).Text, StringComparison.Ordinal);
        Assert.Empty((await AudioAsync()).Body);
        var other = await AudioAsync();
        Assert.Equal("text/plain", other.Field("Content-Type"));
        Assert.Equal(Whole, other.Body);
    }

    [Fact]
    public async Task Listings_are_broken_wrapped_marked_or_odd()
    {
        var kinds = new[] { FaultKind.BrokenJson, FaultKind.WrappedRows, FaultKind.Bom, FaultKind.GarbageRows, FaultKind.DuplicateRows };
        foreach (var kind in kinds)
        {
            // A fault of framing beside it leaves the body bare on the wire.
            _server.Faults.Add(new() { Kind = kind, Times = 1, And = new() { Kind = FaultKind.CloseDelimited } });
        }

        var broken = await Wire.GetAsync(_server, Wire.Recordings);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(broken.Text));
        using var wrapped = JsonDocument.Parse((await Wire.GetAsync(_server, Wire.Recordings)).Body);
        Assert.Equal(40, wrapped.RootElement.GetProperty("total").GetInt32());
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'['], (await Wire.GetAsync(_server, Wire.Recordings)).Body[..4]);
        using var odd = JsonDocument.Parse((await Wire.GetAsync(_server, Wire.Recordings)).Body);
        using var twice = JsonDocument.Parse((await Wire.GetAsync(_server, Wire.Recordings)).Body);
        Assert.Equal(80, twice.RootElement.GetArrayLength());
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => _server.Tenant[i].Id),
            odd.RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData(FaultKind.Gzip, "gzip")]
    [InlineData(FaultKind.Deflate, "deflate")]
    [InlineData(FaultKind.Brotli, "br")]
    public async Task Bodies_are_compressed(FaultKind kind, string coding)
    {
        _server.Faults.Add(new() { Kind = kind, And = new() { Kind = FaultKind.CloseDelimited } });
        var answer = await AudioAsync();
        Assert.Equal(coding, answer.Field("Content-Encoding"));
        var packed = new MemoryStream(answer.Body);
        await using Stream stream = kind switch
        {
            FaultKind.Gzip => new GZipStream(packed, CompressionMode.Decompress),
            FaultKind.Deflate => new ZLibStream(packed, CompressionMode.Decompress),
            _ => new BrotliStream(packed, CompressionMode.Decompress),
        };
        var plain = new MemoryStream();
        await stream.CopyToAsync(plain);
        Assert.Equal(Whole, plain.ToArray());
    }

    [Fact]
    public async Task Redirects_lead_where_they_say()
    {
        Add(FaultKind.Redirect, r => r with { Status = 307, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.SecondOrigin, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.Loop, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.NoLocation, Times = 1 });
        var same = await AudioAsync();
        Assert.Equal((307, Wire.AudioPath(_server, 0) + "&hop=1"), (same.Status, same.Field("Location")));
        var other = new Uri((await AudioAsync()).Field("Location")!);
        Assert.Equal(_server.SecondOriginUri!.Port, other.Port);
        Assert.Equal(Wire.AudioPath(_server, 0), (await AudioAsync()).Field("Location"));
        var nowhere = await AudioAsync();
        Assert.Equal((302, null), (nowhere.Status, nowhere.Field("Location")));

        using var http = new System.Net.Http.HttpClient();
        Assert.Equal(Whole, await http.GetByteArrayAsync(other));
        Assert.Contains(_server.Requests, entry => entry is { Origin: Origin.Second, HasAuthorization: false, Status: 200 });
    }

    [Fact]
    public async Task A_token_expires_before_or_during_a_request()
    {
        Add(FaultKind.ExpireToken, r => r with { When = TokenExpiry.During, Times = 1 });
        Assert.Equal(200, (await AudioAsync()).Status);
        Assert.Equal(401, (await AudioAsync()).Status);
        _server.Faults.Clear();
        Add(FaultKind.ExpireToken, r => r with { Times = 1 });
        Assert.Equal(401, (await AudioAsync()).Status);
    }

    [Fact]
    public async Task A_disposition_goes_out_in_any_bytes()
    {
        Add(FaultKind.Disposition, r => r with { Body = "attachment; filename=\"张三.mp3\"", Encoding = "gbk" });
        var answer = await AudioAsync();
        Assert.Equal("attachment; filename=\"张三.mp3\"", BatchBody.Gbk.GetString(Encoding.Latin1.GetBytes(answer.Field("Content-Disposition")!)));
        Assert.Equal(Whole, answer.Body);
    }

    [Fact]
    public void Every_kind_gets_through_JSON()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var json = JsonSerializer.Serialize(new FaultRule { Kind = kind, And = new() { Kind = FaultKind.Bom } }, FaultRule.JsonOptions);
            Assert.Equal(kind, JsonSerializer.Deserialize<FaultRule>(json, FaultRule.JsonOptions)!.Kind);
        }
    }

    private FaultRule Add(FaultKind kind, Func<FaultRule, FaultRule> shape) =>
        _server.Faults.Add(shape(new FaultRule { Kind = kind, Endpoint = Endpoint.Audio }));

    private Task<Wire> AudioAsync(params string[] fields) => Wire.GetAsync(_server, Wire.AudioPath(_server, 0), fields);
}

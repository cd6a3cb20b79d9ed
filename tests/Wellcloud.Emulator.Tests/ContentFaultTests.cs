using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class ContentFaultTests : FaultFixture
{
    [Fact]
    public async Task Range_faults_apply_only_to_requests_with_a_range()
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
    public async Task Validators_can_change_be_weak_or_be_missing()
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
    public async Task Body_can_be_html_empty_or_of_another_type()
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
    public async Task Listing_can_be_broken_wrapped_or_odd_or_start_with_a_mark()
    {
        var kinds = new[] { FaultKind.BrokenJson, FaultKind.WrappedRows, FaultKind.Bom, FaultKind.GarbageRows, FaultKind.DuplicateRows };
        foreach (var kind in kinds)
        {
            // With a second fault in its framing, the body is readable on the wire.
            Server.Faults.Add(new() { Kind = kind, Times = 1, And = new() { Kind = FaultKind.CloseDelimited } });
        }

        var broken = await Wire.GetAsync(Server, Wire.Recordings);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(broken.Text));
        using var wrapped = JsonDocument.Parse((await Wire.GetAsync(Server, Wire.Recordings)).Body);
        Assert.Equal(40, wrapped.RootElement.GetProperty("total").GetInt32());
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'['], (await Wire.GetAsync(Server, Wire.Recordings)).Body[..4]);
        using var odd = JsonDocument.Parse((await Wire.GetAsync(Server, Wire.Recordings)).Body);
        using var twice = JsonDocument.Parse((await Wire.GetAsync(Server, Wire.Recordings)).Body);
        Assert.Equal(80, twice.RootElement.GetArrayLength());
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => Server.Tenant[i].Id),
            odd.RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData(FaultKind.Gzip, "gzip")]
    [InlineData(FaultKind.Deflate, "deflate")]
    [InlineData(FaultKind.Brotli, "br")]
    public async Task Bodies_are_compressed(FaultKind kind, string coding)
    {
        Server.Faults.Add(new() { Kind = kind, And = new() { Kind = FaultKind.CloseDelimited } });
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
    public async Task Content_Disposition_is_sent_in_any_encoding()
    {
        Add(FaultKind.Disposition, r => r with { Body = "attachment; filename=\"张三.mp3\"", Encoding = "gbk" });
        var answer = await AudioAsync();
        Assert.Equal("attachment; filename=\"张三.mp3\"", BatchBody.Gbk.GetString(Encoding.Latin1.GetBytes(answer.Field("Content-Disposition")!)));
        Assert.Equal(Whole, answer.Body);
    }
}

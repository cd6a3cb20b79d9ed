using System.IO.Compression;
using System.Text;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

/// <summary>Responses as real servers send them, byte by byte.</summary>
public sealed class WireTests
{
    private const string Rows = """[{"id":"a"},{"id":"b"}]""";

    private static readonly byte[] _plain = Encoding.UTF8.GetBytes(Rows);

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("utf8")]
    [InlineData("none")]
    [InlineData("binary")]
    [InlineData("identity")]
    [InlineData("aws-chunked")]
    [InlineData("chunked")]
    [InlineData("8bit")]
    [InlineData("7bit")]
    [InlineData("GBK")]
    [InlineData("identity, UTF-8")]
    [InlineData("gzip")]
    public async Task Uncompressed_bytes_are_read_whatever_the_declared_coding(string coding)
    {
        await using var server = new RawServer(_ => RawServer.Answer($"200 OK\r\nContent-Encoding: {coding}", _plain));
        Assert.Equal(["a", "b"], await ListAsync(server));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("aws-chunked, gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    public async Task Compressed_body_is_read(string coding)
    {
        Assert.SkipWhen(coding == "br" && Faults.Engine.IsNetStandard, "This build does not ask for Brotli.");
        await using var server = new RawServer(_ => RawServer.Answer($"200 OK\r\nContent-Encoding: {coding.Split(' ')[^1]}", Compress(coding)));
        Assert.Equal(["a", "b"], await ListAsync(server));
    }

    [Fact]
    public async Task Unknown_coding_is_named()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK\r\nContent-Encoding: zstd", _plain));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
        Assert.Equal(WellcloudError.InvalidResponse, fault.Error);
        Assert.Contains("zstd", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: application/json;charset=klingon\r\nContent-Length: 0\r\n")]
    public async Task No_content_is_an_empty_listing(string fields)
    {
        await using var server = new RawServer(_ => Encoding.Latin1.GetBytes($"HTTP/1.1 204 No Content\r\n{fields}\r\n"));
        Assert.Empty(await ListAsync(server));
        using var client = Client(server);
        await foreach (var row in client.GetCallRecordingsAsync("call"))
        {
            Assert.Fail(row.Id);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")]
    public async Task Interim_responses_are_skipped(string interim)
    {
        await using var server = new RawServer(_ => [.. Encoding.Latin1.GetBytes(interim), .. RawServer.Answer("200 OK", _plain)]);
        Assert.Equal(["a", "b"], await ListAsync(server));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    public async Task Response_without_a_length_ends_with_its_connection(string head)
    {
        await using var server = new RawServer(_ => [.. Encoding.Latin1.GetBytes(head), .. _plain]);
        Assert.Equal(["a", "b"], await ListAsync(server));
    }

    [Theory]
    [InlineData("/录音/列表?名=张三")]
    [InlineData("/%E5%BD%95%E9%9F%B3/列表?名=张三")]
    public async Task Raw_utf8_in_a_redirect_is_followed(string location)
    {
        await using var server = new RawServer(head => head.Contains("/%E5%BD%95%E9%9F%B3/%E5%88%97%E8%A1%A8?%E5%90%8D=%E5%BC%A0%E4%B8%89 ", StringComparison.OrdinalIgnoreCase)
            ? RawServer.Answer("200 OK", _plain)
            : [.. "HTTP/1.1 302 Found\r\nLocation: "u8, .. Encoding.UTF8.GetBytes(location), .. "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8]);
        Assert.Equal(["a", "b"], await ListAsync(server));
        Assert.Equal(2, server.Heads.Count);
    }

    /// <summary>The platform parses such an address, and throws when it is used. Fuzzing found the first.</summary>
    [Theory]
    [InlineData("//eewhere.invalio\u00F8y-")]
    [InlineData("http://录-/file")]
    public async Task Redirect_to_an_impossible_host_is_refused(string location)
    {
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.UTF8 })
        {
            await using var server = new RawServer(_ =>
                [.. "HTTP/1.1 302 Found\r\nLocation: "u8, .. encoding.GetBytes(location), .. "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8]);
            var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
            Assert.Equal(WellcloudError.InvalidResponse, fault.Error);
            Assert.Single(server.Heads);
        }
    }

    private static byte[] Compress(string coding)
    {
        using var target = new MemoryStream();
        using (Stream packing = coding switch
        {
            "deflate" => new ZLibStream(target, CompressionMode.Compress, leaveOpen: true),
            "raw deflate" => new DeflateStream(target, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionMode.Compress, leaveOpen: true),
            _ => new GZipStream(target, CompressionMode.Compress, leaveOpen: true),
        })
        {
            packing.Write(_plain);
        }

        return target.ToArray();
    }

    private static WellcloudClient Client(RawServer server) => new(new() { BaseUri = server.Uri, Token = Text.Secure("t"), UseProxy = false, MaximumRetryCount = 0 });

    private static async Task<List<string>> ListAsync(RawServer server)
    {
        using var client = Client(server);
        var rows = new List<string>();
        await foreach (var row in client.GetRecordingsAsync())
        {
            rows.Add(row.Id);
        }

        return rows;
    }
}

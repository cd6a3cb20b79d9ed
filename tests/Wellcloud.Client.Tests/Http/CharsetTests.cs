using System.Text;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

/// <summary>Text in other encodings than UTF-8: declared, with a byte order mark, or recognizable by its zero bytes.</summary>
public sealed class CharsetTests
{
    private const string Rows = """[{"id":"a","agentName":"张三𠮷"},{"id":"b","agentName":"é"}]""";

    public static TheoryData<string, string> Declared => new()
    {
        { "application/json;charset=GB18030", "gb18030" },
        { "application/json;charset=GBK", "gb18030" },
        { "application/json; charset=\"gbk\"", "gb18030" },
        { "application/json; charset='GBK'", "gb18030" },
        { "application/json;charset=gb_2312", "gb18030" },
        { "application/json charset=x-gbk", "gb18030" },
        { "text/plain; format=flowed; CHARSET = MS936", "gb18030" },
        { "application/json;charset=UTF-16", "utf-16" },
        { "application/json;charset=UTF-16", "utf-16BE" },
        { "application/json;charset=UTF-16BE", "utf-16BE" },
        { "application/json;charset=utf16le", "utf-16" },
        { "application/json", "utf-16" },
        { "application/json;charset=utf-8", "utf-16BE" },
        { "application/json", "utf-32" },
        { "application/json;charset=UTF-16", "utf-8" },
        { "application/json;charset=GBK", "utf-8 with a mark" },
        { "application/json;charset=utf8", "utf-8" },
        { "application/json;charset=utf-8, application/json;charset=utf-8", "utf-8" },
        { "application/json;charset=GBK, text/html", "gb18030" },
        { "application/json;charset=cp65001", "utf-8" },
        { "application/json;charset=none", "utf-8" },
        { "application/json;charset=", "utf-8" },
        { "application/json;charset=utf-16", "utf-16 with a mark" },
        { "application/json", "utf-16BE with a mark" },
        { "application/json", "utf-32 with a mark" },
    };

    [Theory]
    [MemberData(nameof(Declared))]
    public async Task Listing_is_read_in_its_encoding(string contentType, string encoding)
    {
        await using var server = new RawServer(_ => RawServer.Answer($"200 OK\r\nContent-Type: {contentType}", Encode(Rows, encoding)));
        Assert.Equal(["a 张三𠮷", "b é"], await ListAsync(server));
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("Latin1")]
    [InlineData("ISO8859_1")]
    [InlineData("windows-1252")]
    public async Task Western_listing_is_read(string charset)
    {
        await using var server = new RawServer(_ => RawServer.Answer($"200 OK\r\nContent-Type: application/json;charset={charset}", Encoding.Latin1.GetBytes("""[{"id":"b","agentName":"Zoë"}]""")));
        Assert.Equal(["b Zoë"], await ListAsync(server));
    }

    [Theory]
    [InlineData("cp1251", 1251, "Анна")]
    [InlineData("windows-1251", 1251, "Анна")]
    [InlineData("MS932", 932, "張三")]
    [InlineData("x-cp950", 950, "張三")]
    [InlineData("windows-949", 949, "김")]
    public async Task Code_page_is_found_by_its_number(string charset, int page, string name)
    {
        var bytes = Encoding.GetEncoding(page).GetBytes($$"""[{"id":"a","agentName":"{{name}}"}]""");
        await using var server = new RawServer(_ => RawServer.Answer($"200 OK\r\nContent-Type: application/json;charset={charset}", bytes));
        Assert.Equal([$"a {name}"], await ListAsync(server));
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public async Task Long_listing_is_read_in_small_pieces(string encoding)
    {
        var rows = "[" + string.Join(',', Enumerable.Range(0, 3000).Select(i => $$"""{"id":"{{i}}","agentName":"张{{new string('三', i % 7)}}𠮷"}""")) + "]";
        using var body = new Json.ChunkedStream(Encode(rows, encoding), 7);
        var names = new List<string?>();
        await foreach (var batch in Client.Json.RecordingListing.ReadAsync(body, new() { Declared = Encoding.GetEncoding(encoding) }, default))
        {
            names.AddRange(batch.Select(row => row.AgentName));
        }

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"张{new string('三', i % 7)}𠮷"), names);
    }

    [Fact]
    public async Task Unknown_charset_is_named()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK\r\nContent-Type: application/json;charset=klingon-8\u009B", Encode(Rows, "utf-8")));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
        Assert.Equal(WellcloudError.InvalidResponse, fault.Error);
        Assert.Contains("klingon-8", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.NotEmpty(fault.Target!);
    }

    [Theory]
    [InlineData("application/json;charset=GBK", "gb18030")]
    [InlineData("application/json", "utf-16")]
    [InlineData("text/plain;charset=gb2312", "gb18030", "无权访问")]
    public async Task Error_message_is_read_in_its_encoding(string contentType, string encoding, string body = """{"code":"403","message":"无权访问"}""")
    {
        await using var server = new RawServer(_ => RawServer.Answer($"403 No\r\nContent-Type: {contentType}", Encode(body, encoding)));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
        Assert.Equal("无权访问", fault.ServerMessage);
    }

    [Fact]
    public async Task Error_in_a_response_that_claims_success_is_read_in_its_encoding()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK\r\nContent-Type: application/json;charset=GBK", Encode("""{"code":"500","message":"系统忙"}""", "gb18030")));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
        Assert.Equal("系统忙", fault.ServerMessage);
    }

    [Theory]
    [InlineData("{\"code\":\"403\",\"message\":\"\\ud800\"}", null)]
    [InlineData("{\"code\":\"403\",\"message\":\"\u00E9\"}", "\u00E9")]
    [InlineData("{\"\\ud800\":1,\"code\":\"403\",\"message\":\"no\"}", "no")]
    public async Task Damaged_error_message_keeps_the_error(string body, string? words)
    {
        await using var server = new RawServer(_ => RawServer.Answer("403 No\r\nContent-Type: application/json", Encoding.Latin1.GetBytes(body)));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(server));
        Assert.Equal((WellcloudError.PermissionDenied, words), (fault.Error, fault.ServerMessage));
    }

    [Fact]
    public async Task Login_is_read_in_its_encoding()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK\r\nContent-Type: application/json;charset=UTF-16", Encode("""{"token":"abc"}""", "utf-16 with a mark")));
        using var client = new WellcloudClient(new() { BaseUri = server.Uri, AppId = "x", AppSecret = Text.Secure("y"), UseProxy = false, MaximumRetryCount = 0 });
        await client.LoginAsync();
        Assert.NotNull(client.TokenExpiresAt);
    }

    private static byte[] Encode(string text, string name)
    {
        var encoding = Encoding.GetEncoding(name.Replace(" with a mark", "", StringComparison.Ordinal));
        return name.EndsWith("mark", StringComparison.Ordinal) ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    private static async Task<List<string>> ListAsync(RawServer server)
    {
        using var client = new WellcloudClient(new() { BaseUri = server.Uri, Token = Text.Secure("t"), UseProxy = false, MaximumRetryCount = 0 });
        var rows = new List<string>();
        await foreach (var row in client.GetRecordingsAsync())
        {
            rows.Add($"{row.Id} {row.AgentName}");
        }

        return rows;
    }
}

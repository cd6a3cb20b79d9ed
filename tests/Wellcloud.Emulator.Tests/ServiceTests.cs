using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class ServiceTests
{
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "/sdk")]
    [InlineData(true, "/a/b/")]
    public async Task Listing_contains_every_recording_in_order(bool wrapped, string pathBase)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 3000, Wrapped = wrapped, PathBase = pathBase });
        var path = pathBase.TrimEnd('/') + Wire.Recordings;
        var answer = await Wire.GetAsync(server, path);
        using var json = JsonDocument.Parse(await DechunkAsync(server, path));
        var rows = wrapped ? json.RootElement.GetProperty("root") : json.RootElement;
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(i => server.Tenant[i].Id),
            rows.EnumerateArray().Select(row => row.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Call_lists_its_recordings_and_an_unknown_call_is_empty()
    {
        await using var server = await EmulatorServer.StartAsync();
        var call = Enumerable.Range(0, 1000).Select(i => server.Tenant[i].CallId).GroupBy(id => id).First(group => group.Count() == 3).Key;
        using var json = JsonDocument.Parse(await DechunkAsync(server, $"/api/operation/tenant/calls/{call}/recordings2"));
        Assert.Equal(3, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), row => Assert.Equal(call, row.GetProperty("callId").GetString()));
        Assert.Equal("[]", Encoding.UTF8.GetString(await DechunkAsync(server, "/api/operation/tenant/calls/nobody/recordings2")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task Rate_refuses_audio_that_is_requested_too_soon(int? retryAfter)
    {
        var time = new FakeTimeProvider();
        await using var server = await EmulatorServer.StartAsync(new() { Rate = 10, RetryAfter = retryAfter, TimeProvider = time });
        Assert.Equal(200, (await Wire.GetAsync(server, Wire.AudioPath(server, 0))).Status);
        time.Advance(TimeSpan.FromSeconds(0.09));
        var refusal = await Wire.GetAsync(server, Wire.AudioPath(server, 0));
        Assert.Equal((429, retryAfter?.ToString()), (refusal.Status, refusal.Field("Retry-After")));
        Assert.Equal(200, (await Wire.GetAsync(server, Wire.Recordings)).Status);
        time.Advance(TimeSpan.FromSeconds(0.01));
        Assert.Equal(200, (await Wire.GetAsync(server, Wire.AudioPath(server, 0))).Status);
    }

    [Fact]
    public async Task Audio_has_a_length_validators_and_a_name()
    {
        await using var server = await EmulatorServer.StartAsync();
        var answer = await Wire.GetAsync(server, Wire.AudioPath(server, 0));
        Assert.Equal(server.Audio.Bytes(server.Tenant[0]), answer.Body);
        Assert.Equal("audio/mpeg", answer.Field("Content-Type"));
        Assert.Equal("bytes", answer.Field("Accept-Ranges"));
        Assert.StartsWith("\"", answer.Field("ETag"), StringComparison.Ordinal);
        Assert.NotNull(answer.Field("Last-Modified"));
        Assert.StartsWith("attachment", answer.Field("Content-Disposition"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bytes=0-0", 206, 0, 1)]
    [InlineData("bytes=100-199", 206, 100, 200)]
    [InlineData("bytes=900-", 206, 900, 1000)]
    [InlineData("bytes=900-5000", 206, 900, 1000)]
    [InlineData("bytes=-10", 206, 990, 1000)]
    [InlineData("bytes=0-1,5-6", 200, 0, 1000)]
    [InlineData("lines=1-2", 200, 0, 1000)]
    public async Task Ranges_are_exact_to_the_byte(string range, int status, int from, int to)
    {
        await using var server = await EmulatorServer.StartAsync(new() { AudioBytes = 1000 });
        var answer = await Wire.GetAsync(server, Wire.AudioPath(server, 0), "Range: " + range);
        Assert.Equal(status, answer.Status);
        Assert.Equal(server.Audio.Bytes(server.Tenant[0], from, to), answer.Body);
        Assert.Equal(status == 206 ? $"bytes {from}-{to - 1}/1000" : null, answer.Field("Content-Range"));
    }

    [Fact]
    public async Task Range_past_the_end_is_refused_and_If_Range_is_obeyed()
    {
        await using var server = await EmulatorServer.StartAsync(new() { AudioBytes = 1000 });
        var path = Wire.AudioPath(server, 0);
        Assert.Equal("bytes */1000", (await Wire.GetAsync(server, path, "Range: bytes=1000-")).Field("Content-Range"));
        var etag = (await Wire.GetAsync(server, path)).Field("ETag");
        Assert.Equal(206, (await Wire.GetAsync(server, path, "Range: bytes=1-", $"If-Range: {etag}")).Status);
        Assert.Equal(200, (await Wire.GetAsync(server, path, "Range: bytes=1-", "If-Range: \"other\"")).Status);
    }

    [Fact]
    public async Task Unknown_and_failed_recordings_have_their_own_codes()
    {
        await using var server = await EmulatorServer.StartAsync();
        var failed = Enumerable.Range(0, 1000).First(i => !server.Tenant[i].HasAudio);
        var missing = await Wire.GetAsync(server, Wire.AudioPath(server, failed));
        var unknown = await Wire.GetAsync(server, "/api/operation/tenant/recording/nobody/stream2");
        Assert.Equal((448, 425), (missing.Status, unknown.Status));
        Assert.Contains("\"code\":\"448\"", missing.Text, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"425\"", unknown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BatchNames.Utf8)]
    [InlineData(BatchNames.Gbk)]
    public async Task Batch_is_a_zip_of_the_first_recordings(BatchNames names)
    {
        await using var server = await EmulatorServer.StartAsync(new()
        {
            AudioBytes = 500,
            BatchEntries = 3,
            BatchNames = names,
            BatchExtraEntries = new System.Collections.Generic.Dictionary<string, byte[]> { ["../../evil.mp3"] = [1, 2] },
        });
        var bytes = await DechunkAsync(server, "/api/operation/tenant/batch/download?from=1");
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read, leaveOpen: false, names == BatchNames.Gbk ? BatchBody.Gbk : null);
        Assert.Equal(4, zip.Entries.Count);
        Assert.Contains(server.Tenant[0].AgentName, zip.Entries[0].FullName, StringComparison.Ordinal);
        Assert.Equal("../../evil.mp3", zip.Entries[3].FullName);
        var audio = new MemoryStream();
        await using (var entry = await zip.Entries[0].OpenAsync())
        {
            await entry.CopyToAsync(audio);
        }

        Assert.Equal(server.Audio.Bytes(server.Tenant[0]), audio.ToArray());
        Assert.Equal("?from=1", Assert.Single(server.Requests).Query);
    }

    [Fact]
    public async Task Tokens_are_issued_and_expire()
    {
        await using var server = await EmulatorServer.StartAsync();
        using var http = new HttpClient();
        var token = await ApplyAsync(http, server, "emulator-secret");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(http, server, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(http, server, "Bearer " + token));
        server.ExpireTokens();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(http, server, token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(http, server, server.Token));
        Assert.DoesNotContain(server.Requests, entry => entry.Query.Contains("emulator-secret", StringComparison.Ordinal));
        await Assert.ThrowsAsync<HttpRequestException>(() => ApplyAsync(http, server, "wrong"));
    }

    [Fact]
    public async Task Outages_and_good_times_take_turns()
    {
        var clock = new FakeTimeProvider();
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 3, Outage = TimeSpan.FromSeconds(30), TimeProvider = clock });
        var statuses = new List<int>();
        foreach (var seconds in new[] { 29, 1, 29, 1, 30 })
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            statuses.Add((await Wire.GetAsync(server, Wire.AudioPath(server, 0))).Status);
        }

        Assert.Equal([200, 503, 503, 200, 503], statuses);
    }

    [Fact]
    public async Task Token_expires_after_its_lifetime()
    {
        var clock = new FakeTimeProvider();
        await using var server = await EmulatorServer.StartAsync(new() { TokenLifetime = TimeSpan.FromMinutes(10), TimeProvider = clock });
        using var http = new HttpClient();
        var token = await ApplyAsync(http, server, "emulator-secret");
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(http, server, token));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(http, server, token));
    }

    [Fact]
    public async Task Token_request_needs_the_content_type()
    {
        await using var server = await EmulatorServer.StartAsync();
        using var http = new HttpClient();
        using var answer = await http.PostAsync(TokenCall(server, "emulator-secret"), null);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("RESTEASY003065", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Uri TokenCall(EmulatorServer server, string secret) =>
        new($"{server.TokenUri}/api/operation/operation/apply/token?appId=emulator-app&appSecret={secret}&type=tenant");

    private static async Task<string> ApplyAsync(HttpClient http, EmulatorServer server, string secret)
    {
        using var content = new ByteArrayContent([]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;charset=utf-8");
        using var answer = await http.PostAsync(TokenCall(server, secret), content);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("token").GetString()!;
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, EmulatorServer server, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseUri, Wire.AudioPath(server, 0)));
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<byte[]> DechunkAsync(EmulatorServer server, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseUri, path));
        request.Headers.TryAddWithoutValidation("Authorization", server.Token);
        using var answer = await http.SendAsync(request);
        Assert.True(answer.Headers.TransferEncodingChunked);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}

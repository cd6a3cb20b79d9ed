using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class OriginTests
{
    [Fact]
    public async Task Https_serves_the_same_with_a_self_signed_certificate()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Secure = true, AudioBytes = 100_000 });
        var uri = new Uri(server.SecureBaseUri!, Wire.AudioPath(server, 0));
        using var strict = Client(server, new HttpClientHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetAsync(uri));
        using var lax = Client(server, Trusting());
        Assert.Equal(server.Audio.Bytes(server.Tenant[0]), await lax.GetByteArrayAsync(uri));

        server.Faults.Add(new() { Kind = FaultKind.CutBody, Bytes = 60_000, Times = 1 });
        server.Faults.Add(new() { Kind = FaultKind.Redirect, To = RedirectTarget.Http });
        await Assert.ThrowsAsync<HttpRequestException>(() => lax.GetByteArrayAsync(uri));
        await server.Requests.WhenIdleAsync();
        Assert.Equal(60_000, server.Requests.Last().BytesSent);
        using var down = await lax.GetAsync(uri);
        Assert.Equal("http", down.Headers.Location!.Scheme);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proxy_forwards_only_with_the_password(bool secure)
    {
        await using var server = await EmulatorServer.StartAsync(new()
        {
            Secure = true,
            Proxy = true,
            ProxyUser = "u",
            ProxyPassword = "p",
            AudioBytes = 100_000,
        });
        var uri = new Uri(secure ? server.SecureBaseUri! : server.BaseUri, Wire.AudioPath(server, 0));
        using var stranger = Client(server, Trusting(server.ProxyUri));
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, await StatusAsync(stranger, uri));
        Assert.Equal(0, server.Requests.Count(Endpoint.Audio));

        var password = new NetworkCredential("u", "p");
        using var http = Client(server, Trusting(server.ProxyUri, password));
        Assert.Equal(server.Audio.Bytes(server.Tenant[0]), await http.GetByteArrayAsync(uri));
        Assert.Contains(server.Requests, entry => entry is { Origin: Origin.Proxy, AuthorizationMatches: true, Status: 200 });

        server.Faults.Add(new() { Kind = FaultKind.ProxyAuthentication });
        using var later = Client(server, Trusting(server.ProxyUri, password));
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, await StatusAsync(later, uri));
    }

    [Fact]
    public async Task Stalled_reader_of_a_listing_is_disconnected()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1_000_000, StallPatience = TimeSpan.FromMilliseconds(50) });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.BaseUri.Port);
        await client.GetStream().WriteAsync(Wire.Request(server, Wire.Recordings));
        Assert.Equal(1, await client.GetStream().ReadAsync(new byte[1]));
        await server.Requests.WhenIdleAsync();
        Assert.True(Assert.Single(server.Requests).Aborted);
    }

    [Fact]
    public async Task Admin_pages_set_faults_and_show_requests()
    {
        await using var server = await EmulatorServer.StartAsync(new() { PathBase = "/sdk" });
        using var http = new HttpClient { BaseAddress = new Uri(server.BaseUri, "/_emulator/") };
        using var set = await http.PostAsJsonAsync("faults", new[] { new { kind = "Status", endpoint = "Audio", status = 503, times = 1 } });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        using var wrong = await http.PostAsJsonAsync("faults", new { kind = "Nonsense" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(503, (await Wire.GetAsync(server, "/sdk" + Wire.AudioPath(server, 0))).Status);

        using var faults = JsonDocument.Parse(await http.GetStringAsync("faults"));
        Assert.Equal(1, faults.RootElement[0].GetProperty("hits").GetInt32());
        using var requests = JsonDocument.Parse(await http.GetStringAsync("requests?idle"));
        Assert.Equal(server.Tenant[0].Id, requests.RootElement.GetProperty("requests")[0].GetProperty("id").GetString());
        using var row = JsonDocument.Parse(await http.GetStringAsync("recordings/0"));
        Assert.Equal(server.Audio.Sha256(server.Tenant[0]), row.RootElement.GetProperty("audioSha256").GetString());
        using var cleared = await http.DeleteAsync("faults");
        Assert.Empty(server.Faults.Rules);
    }

    private static HttpClientHandler Trusting(Uri? proxy = null, ICredentials? password = null) => new()
    {
        Proxy = proxy is null ? null : new WebProxy(proxy) { Credentials = password },
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        AllowAutoRedirect = false,
    };

    private static HttpClient Client(EmulatorServer server, HttpClientHandler handler)
    {
        var http = new HttpClient(handler);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", server.Token);
        return http;
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, Uri uri)
    {
        try
        {
            using var answer = await http.GetAsync(uri);
            return answer.StatusCode;
        }
        catch (HttpRequestException e)
        {
            // A refused tunnel is an exception; a refused plain request is a response.
            return e.StatusCode ?? (e.HttpRequestError == HttpRequestError.ProxyTunnelError ? HttpStatusCode.ProxyAuthenticationRequired : null);
        }
    }
}

using System.Net;
using Wellcloud.Client.Http;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class ProxyTests
{
    [Theory]
    [InlineData("localhost:3128", "http://localhost:3128/")]
    [InlineData("127.0.0.1:3128", "http://127.0.0.1:3128/")]
    [InlineData(" proxy.corp:8080/ ", "http://proxy.corp:8080/")]
    [InlineData("proxy", "http://proxy/")]
    [InlineData("[::1]:3128", "http://[::1]:3128/")]
    [InlineData("user:pass@proxy:8080", "http://user:pass@proxy:8080/")]
    [InlineData("http://proxy:8080", "http://proxy:8080/")]
    [InlineData("HTTP://Proxy:8080", "http://proxy:8080/")]
    public void Address_of_a_proxy_is_read(string text, string expected) => Assert.Equal(expected, ProxyAddress.Read(text).AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("ftp://proxy:21")]
    [InlineData("proxy:80000")]
    [InlineData("a b:80")]
    [InlineData("file:///proxy")]
    [InlineData("quic://user:pass@proxy:1")]
    public void Unusable_address_is_refused_without_showing_its_password(string text)
    {
        var refused = Assert.Throws<ArgumentException>(() => ProxyAddress.Read(text));
        Assert.DoesNotContain("pass", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", "http://acme.cc", true)]
    [InlineData("acme.cc", "http://acme.cc", true)]
    [InlineData("ACME.cc", "http://api.acme.CC", true)]
    [InlineData(".acme.cc", "http://acme.cc", true)]
    [InlineData("*.acme.cc", "http://api.acme.cc", true)]
    [InlineData("acme.cc", "http://notacme.cc", false)]
    [InlineData("acme.cc:8080", "http://api.acme.cc:8080", true)]
    [InlineData("acme.cc:8080", "http://acme.cc", false)]
    [InlineData("x.cc, acme.cc", "https://acme.cc", true)]
    [InlineData("x.cc acme.cc", "https://acme.cc", true)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3", false)]
    [InlineData("192.168.1.128/25", "http://192.168.1.127", false)]
    [InlineData("192.168.1.128/25", "http://192.168.1.200", true)]
    [InlineData("0.0.0.0/0", "http://1.2.3.4", true)]
    [InlineData("10.0.0.0/33", "http://10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "http://ten.acme.cc", false)]
    [InlineData("127.0.0.1", "http://127.0.0.1:99", true)]
    [InlineData("127.0.0.1:99", "http://127.0.0.1:99", true)]
    [InlineData("127.0.0.1:98", "http://127.0.0.1:99", false)]
    [InlineData("::1", "http://[::1]:80", true)]
    [InlineData("[::1]", "http://[::1]:80", true)]
    [InlineData("fd00::/8", "http://[fd12::1]", true)]
    [InlineData("fd00::/8", "http://10.0.0.1", false)]
    [InlineData("", "http://acme.cc", false)]
    [InlineData(".", "http://acme.cc", false)]
    public void No_proxy_list_matches_hosts(string list, string address, bool expected) => Assert.Equal(expected, new NoProxyList(list).Contains(new(address)));

    [Fact]
    public void No_proxy_list_takes_precedence_over_the_proxy()
    {
        var proxy = new SessionProxy(new WebProxy("http://proxy:8080"), new("10.0.0.0/8"));
        Assert.Null(proxy.Find(new("http://10.1.1.1")));
        Assert.Equal("proxy", proxy.Find(new("http://11.1.1.1"))?.Host);
    }

    [Fact]
    public void Password_in_the_address_of_a_proxy_goes_into_no_address() =>
        Assert.Equal("http://proxy:8080/", new SessionProxy(new WebProxy("http://porter:x@proxy:8080"), new(null)).Find(new("http://acme.cc"))?.ToString());

    [Fact]
    public async Task Proxy_is_asked_for_its_password_once()
    {
        await using var server = await StartAsync();
        using var client = Client(server, new NetworkCredential("porter", Secrets.ProxyPassword));
        for (var i = 0; i < 5; i++)
        {
            await ListAsync(client);
        }

        await server.Requests.WhenIdleAsync();
        var atProxy = server.Requests.Where(request => request.Origin == Origin.Proxy).ToList();
        Assert.Equal([407, 200, 200, 200, 200, 200], atProxy.Select(request => request.Status));
        Assert.Equal(5, server.Requests.Count(Endpoint.Recordings));
    }

    [Fact]
    public async Task Password_of_the_proxy_goes_to_the_proxy_only()
    {
        var proxy = new SessionProxy(new WebProxy("http://proxy:8080") { Credentials = new NetworkCredential("porter", "x"), BypassList = ["direct"] }, new(null));
        Assert.Null(proxy.AuthorizationFor(new("http://acme.cc")));
        proxy.Credentials!.GetCredential(new("http://proxy:8080"), "Basic");
        Assert.Equal("Basic cG9ydGVyOng=", proxy.AuthorizationFor(new("http://acme.cc")));
        Assert.Null(proxy.AuthorizationFor(new("https://acme.cc")));
        Assert.Null(proxy.AuthorizationFor(new("http://direct")));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Wrong_password_of_a_proxy_is_not_a_refused_token()
    {
        await using var server = await StartAsync();
        using var client = Client(server, new NetworkCredential("porter", "wrong"));
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(client));
        Assert.Equal((WellcloudError.UnexpectedStatus, FaultReason.ProxyLogin, 407), (fault.Error, fault.Reason, fault.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unreachable_proxy_is_named_in_the_message(bool isTunnel)
    {
        await using var door = new ClosedDoor();
        using var client = new WellcloudClient(new()
        {
            BaseUri = new(isTunnel ? "https://service.invalid" : "http://service.invalid"),
            Token = Text.Secure("t"),
            Proxy = new WebProxy($"http://127.0.0.1:{door.Port}"),
            MaximumRetryCount = 0,
        });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(client));
        Assert.Equal((WellcloudError.ConnectionFailed, FaultReason.Proxy), (fault.Error, fault.Reason));
        Assert.Contains($"127.0.0.1:{door.Port}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("service.invalid", fault.Message, StringComparison.Ordinal);
    }

    private static Task<EmulatorServer> StartAsync() =>
        EmulatorServer.StartAsync(new() { Recordings = 1, Proxy = true, ProxyUser = "porter", ProxyPassword = Secrets.ProxyPassword });

    private static WellcloudClient Client(EmulatorServer server, NetworkCredential login) => new(new()
    {
        BaseUri = server.BaseUri,
        Token = Text.Secure(server.Token),
        Proxy = new WebProxy(server.ProxyUri) { Credentials = login },
        MaximumRetryCount = 0,
    });

    private static async Task ListAsync(WellcloudClient client)
    {
        await foreach (var _ in client.GetRecordingsAsync())
        {
        }
    }
}

using System.Net;
using Wellcloud.Client.Http;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

/// <summary>Secrets in messages of servers. The fault matrix checks the engine's own messages.</summary>
public sealed class SecretTests
{
    public static TheoryData<Endpoint, int, bool> Answers { get; } = AllAnswers();

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Secret_that_a_server_repeats_is_hidden(Endpoint endpoint, int status, bool isJson)
    {
        var isLogin = endpoint is Endpoint.Token;
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 40, Token = Secrets.Token, AppSecret = Secrets.AppSecret });
        var sent = isLogin ? Secrets.AppSecret : Secrets.Token;
        var said = $"denied: {sent} {Uri.EscapeDataString(sent)} is not valid";
        server.Faults.Add(isJson
            ? new() { Kind = FaultKind.Status, Endpoint = endpoint, Status = status, Code = "500", Message = said }
            : new() { Kind = FaultKind.Html, Endpoint = endpoint, Status = status, Body = said, ContentType = "text/plain" });
        using var client = new WellcloudClient(Options(server, isLogin));
        var seen = new Sightings();
        using var job = new FaultJob(server);
        var fetched = await job.RunAsync(client.Observed(seen), endpoint, 0, default);
        Assert.NotNull(fetched.Fault);
        Secrets.AssertNowhereIn([.. seen, fetched.Fault.ToString(), fetched.Fault.ServerMessage, fetched.Fault.Target]);
        Assert.Equal(isJson || status > 200, fetched.Fault.Message.Contains("***", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Password_in_a_proxy_address_is_used_and_hidden(bool isRight)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 40, Secure = true, Proxy = true, ProxyUser = "porter", ProxyPassword = Secrets.ProxyPassword, Token = Secrets.Token });
        var user = $"porter:{Uri.EscapeDataString(isRight ? Secrets.ProxyPassword : Secrets.AppSecret)}@";
        using var client = new WellcloudClient(new()
        {
            BaseUri = server.SecureBaseUri!,
            Token = Text.Secure(Secrets.Token),
            Proxy = new WebProxy(new Uri($"http://{user}{server.ProxyUri!.Authority}")),
            SkipCertificateCheck = true,
            MaximumRetryCount = 0,
        });
        using var job = new FaultJob(server);
        var fetched = await job.RunAsync(client, Endpoint.Recordings, 0, default);
        Assert.Equal(isRight, fetched.Fault is null);
        Secrets.AssertNowhereIn([fetched.Fault?.ToString()]);
    }

    [Fact]
    public void Secret_is_never_printed_and_erased_on_dispose()
    {
        var secret = Secret.From(Secrets.Token);
        Assert.DoesNotContain(Secrets.Token, $"{secret}");
        Assert.Equal(Secrets.Token, secret.Reveal());
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }

    private static WellcloudClientOptions Options(EmulatorServer server, bool hasCredential) => new()
    {
        BaseUri = server.BaseUri,
        TokenUri = server.TokenUri,
        Token = hasCredential ? null : Text.Secure(Secrets.Token),
        AppId = "emulator-app",
        AppSecret = Text.Secure(Secrets.AppSecret),
        MaximumRetryCount = 1,
        TimeProvider = new ManualTime(),
    };

    private static TheoryData<Endpoint, int, bool> AllAnswers()
    {
        var answers = new TheoryData<Endpoint, int, bool>();
        foreach (var endpoint in new[] { Endpoint.Recordings, Endpoint.CallRecordings, Endpoint.Audio, Endpoint.Token })
        {
            foreach (var status in new[] { 200, 400, 401, 404, 500 })
            {
                answers.Add(endpoint, status, true);
                answers.Add(endpoint, status, false);
            }
        }

        return answers;
    }
}

using Wellcloud.Client.Http;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

/// <summary>The errors when there is no connection, and when a token is refused.</summary>
public sealed class ConnectingTests
{
    [Theory]
    [InlineData("localhost", 30, FaultReason.UntrustedIssuer)]
    [InlineData("localhost", -1, FaultReason.ExpiredCertificate)]
    [InlineData("elsewhere.invalid", 30, FaultReason.OtherHost)]
    public async Task Refused_certificate_is_reported_with_its_reason(string host, int days, FaultReason reason)
    {
        await using var server = new SecureServer(host, TimeSpan.FromDays(days));
        var fault = await FaultAsync(new() { BaseUri = server.Uri, Token = Text.Secure("t"), UseProxy = false });
        Assert.Equal((WellcloudError.ConnectionFailed, reason, false), (fault.Error, fault.Reason, fault.IsTransient));
        Assert.Contains(server.Uri.Authority, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://wellcloud.invalid")]
    [InlineData(null)]
    public async Task First_connection_fails_at_once_where_it_is_not_retried(string? address)
    {
        await using var door = new ClosedDoor();
        var time = new ManualTime();
        var fault = await FaultAsync(new()
        {
            BaseUri = new(address ?? $"http://127.0.0.1:{door.Port}"),
            Token = Text.Secure("t"),
            UseProxy = false,
            TimeProvider = time,
            RetriesFirstConnection = false,
        });
        Assert.Equal((WellcloudError.ConnectionFailed, FaultReason.Unreachable), (fault.Error, fault.Reason));
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Service_that_has_answered_before_is_retried()
    {
        await using var server = await EmulatorServer.StartAsync();
        await using var door = new ClosedDoor();
        var time = new ManualTime();

        // The login succeeds, so that only the connection after it is refused.
        var fault = await FaultAsync(new()
        {
            BaseUri = new($"http://127.0.0.1:{door.Port}"),
            TokenUri = server.TokenUri,
            AppId = "emulator-app",
            AppSecret = Text.Secure("emulator-secret"),
            UseProxy = false,
            TimeProvider = time,
            RetriesFirstConnection = false,
            MaximumRetryCount = 2,
        });
        Assert.Equal(FaultReason.Unreachable, fault.Reason);
        Assert.Equal(2, time.Pauses.Count);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("acme.example.cc", "https://acme.example.cc")]
    [InlineData("acme.example.cc:8080/sdk", "http://acme.example.cc:8080/sdk")]
    [InlineData("localhost:8080", "http://localhost:8080")]
    public void Message_completes_an_address_without_a_scheme(string text, string corrected)
    {
        var refused = Assert.Throws<ArgumentException>(() => ServiceUri.Base(new(text, UriKind.RelativeOrAbsolute)));
        Assert.Contains(corrected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_says_whether_a_refused_token_is_wrong_ended_or_expired()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1 });
        var wrong = await FaultAsync(new() { BaseUri = server.BaseUri, Token = Text.Secure("wrong"), UseProxy = false });

        var time = new ManualTime();
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token), UseProxy = false, TimeProvider = time });
        await ListAsync(client);
        server.Faults.Add(new() { Kind = FaultKind.Status, Status = 401 });
        var ended = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(client));
        time.Advance(TimeSpan.FromHours(25));
        var expired = await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(client));

        Assert.All([wrong, ended, expired], fault => Assert.Equal(WellcloudError.AuthenticationFailed, fault.Error));
        Assert.Equal(3, new[] { wrong.Message.Split('.')[0], ended.Message.Split('.')[0], expired.Message.Split('.')[0] }.Distinct().Count());
        Assert.Contains("expired (401)", expired.Message, StringComparison.Ordinal);
    }

    private static async Task<WellcloudException> FaultAsync(WellcloudClientOptions options)
    {
        using var client = new WellcloudClient(options);
        return await Assert.ThrowsAsync<WellcloudException>(() => ListAsync(client));
    }

    private static async Task ListAsync(WellcloudClient client)
    {
        await foreach (var _ in client.GetRecordingsAsync())
        {
        }
    }
}

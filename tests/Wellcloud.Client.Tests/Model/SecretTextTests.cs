using System.Net;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Model;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("token", "token")]
    [InlineData(" to ken\r\n", "to ken")]
    [InlineData("\uFEFFtoken\u200B", "token")]
    [InlineData("\t\u00A0\u3000\u2060token\u0085\u2028", "token")]
    [InlineData("令牌\n", "令牌")]
    [InlineData(" \r\n\uFEFF\u200B ", "")]
    [InlineData("", "")]
    public void Blanks_and_invisible_characters_at_the_ends_are_removed(string given, string expected)
    {
        using var trimmed = SecretText.Trim(Text.Secure(given));
        Assert.Equal(expected, new NetworkCredential("", trimmed).Password);
    }

    [Theory]
    [InlineData("token\n")]
    [InlineData("\uFEFFtoken")]
    [InlineData("token\u200B")]
    public async Task Token_is_sent_trimmed(string token)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 3, Token = "token" });
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(token), MaximumRetryCount = 0 });
        var rows = 0;
        await foreach (var _ in client.GetRecordingsAsync())
        {
            rows++;
        }

        Assert.Equal(3, rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    [InlineData(" ")]
    public async Task AppId_and_appSecret_are_sent_trimmed(string around)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 3, AppSecret = "secret" });
        var options = new WellcloudClientOptions { BaseUri = server.BaseUri, TokenUri = server.TokenUri, AppId = "emulator-app\n", AppSecret = Text.Secure($"{around}secret{around}"), MaximumRetryCount = 0 };
        using var client = new WellcloudClient(options);
        await client.LoginAsync();
        Assert.NotNull(client.TokenExpiresAt);
    }

    [Theory]
    [InlineData("good\r\nX-Evil: 1")]
    [InlineData("go\uFEFFod")]
    [InlineData("go\u200Bod")]
    [InlineData("令牌")]
    [InlineData("go\0od")]
    [InlineData("good\0")]
    [InlineData("go\u007Fod")]
    [InlineData("ï»¿good")]
    public void Token_that_no_header_can_carry_is_refused(string token)
    {
        var fault = Assert.Throws<WellcloudException>(() => new WellcloudClient(new() { Token = Text.Secure(token) }));
        Assert.Equal(WellcloudError.CredentialRequired, fault.Error);
        Assert.Contains("line break", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("good", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\r\n")]
    [InlineData("\uFEFF\u200B")]
    public void Blank_secret_is_refused(string blank)
    {
        AssertRequired(new() { Token = Text.Secure(blank) });
        AssertRequired(new() { AppId = "app", AppSecret = Text.Secure(blank) });
        AssertRequired(new() { AppId = blank, AppSecret = Text.Secure("secret") });

        static void AssertRequired(WellcloudClientOptions options) =>
            Assert.Equal(WellcloudError.CredentialRequired, Assert.Throws<WellcloudException>(() => new WellcloudClient(options)).Error);
    }

    [Theory]
    [InlineData("http://tpisdk.wellcloud.cc", "http://tpiag.wellcloud.cc/p")]
    [InlineData("https://API.WellCloud.CC/sdk", "http://tpiag.wellcloud.cc/p")]
    [InlineData("https://calls.example/sdk", "https://calls.example/sdk")]
    [InlineData("https://evilwellcloud.cc", "https://evilwellcloud.cc/")]
    [InlineData("https://wellcloud.cc.example", "https://wellcloud.cc.example/")]
    [InlineData("https://example/x.wellcloud.cc", "https://example/x.wellcloud.cc")]
    public void Secret_goes_to_the_vendor_only_for_hosts_of_the_vendor(string baseUri, string expected)
    {
        Assert.Equal(new Uri(expected), new WellcloudClientOptions { BaseUri = new(baseUri) }.TokenUri);
        Assert.Equal(new Uri("https://named.example"), new WellcloudClientOptions { BaseUri = new(baseUri), TokenUri = new("https://named.example") }.TokenUri);
    }
}

using Wellcloud.Client.Http;
using Wellcloud.Client.Saving;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class ServiceUriTests
{
    [Theory]
    [InlineData("http://host", "http://host/api/operation/tenant/recordings")]
    [InlineData("http://host/", "http://host/api/operation/tenant/recordings")]
    [InlineData("https://host:8443/sdk", "https://host:8443/sdk/api/operation/tenant/recordings")]
    [InlineData("https://host/a/b/", "https://host/a/b/api/operation/tenant/recordings")]
    public void Endpoint_is_below_the_path_of_the_base(string root, string expected) =>
        Assert.Equal(expected, ServiceUri.Recordings(ServiceUri.Base(new Uri(root))).AbsoluteUri);

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("file:///tmp")]
    [InlineData("http://user:password@host")]
    [InlineData("http://host/?query")]
    [InlineData("http://host/#fragment")]
    [InlineData("http://ø-/")]
    public void Invalid_base_is_refused_without_repeating_it(string root)
    {
        var refused = Assert.Throws<ArgumentException>(() => ServiceUri.Base(new Uri(root)));
        Assert.DoesNotContain("password", refused.ToString());
    }

    [Theory]
    [InlineData("张三/..\\x?y#z%2e&=+ ")]
    [InlineData("...")]
    [InlineData("%2e%2e")]
    [InlineData("a/../../b")]
    [InlineData("\U0001F600")]
    public async Task Id_arrives_unchanged(string id)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1, PathBase = "/sdk" });
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token) });
        await foreach (var _ in client.GetCallRecordingsAsync(id))
        {
        }

        var request = Assert.Single(server.Requests);
        Assert.Equal((Endpoint.CallRecordings, id), (request.Endpoint, request.Id));
    }

    public static TheoryData<string> EndlessIds => [new string('a', 70_000), new string('张', 5_000)];

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [MemberData(nameof(EndlessIds))]
    public async Task Id_that_would_change_the_address_is_not_sent(string id)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1 });
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token) });
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => AudioAnswer.OpenAsync(client, id, true, null, default));
        Assert.Equal(WellcloudError.RecordingNotFound, fault.Error);
        Assert.Empty(server.Requests);
    }
}

using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class ClosedSessionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_of_a_closed_session_is_not_connected(bool hasCredential)
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1 });
        var client = new WellcloudClient(new()
        {
            BaseUri = server.BaseUri,
            TokenUri = server.TokenUri,
            Token = hasCredential ? null : Text.Secure(server.Token),
            AppId = "emulator-app",
            AppSecret = Text.Secure("emulator-secret"),
        });
        await client.LoginAsync();
        client.Dispose();
        var rows = client.GetRecordingsAsync().GetAsyncEnumerator();
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => rows.MoveNextAsync().AsTask());
        Assert.Equal(WellcloudError.NotConnected, fault.Error);
        Assert.True(fault.EndsRun);
    }

    [Fact]
    public async Task Closing_a_session_ends_its_request_as_not_connected()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 1 });
        server.Faults.Add(new() { Kind = FaultKind.StallBeforeHeaders });
        var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token) });
        var row = client.GetRecordingsAsync().GetAsyncEnumerator().MoveNextAsync().AsTask();
        await server.Faults.WaitForStallsAsync();
        client.Dispose();
        Assert.Equal(WellcloudError.NotConnected, (await Assert.ThrowsAsync<WellcloudException>(() => row)).Error);
        await server.Requests.WhenIdleAsync();
    }
}

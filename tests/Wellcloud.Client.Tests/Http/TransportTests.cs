using Wellcloud.Client.Http;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class TransportTests
{
    [Fact]
    public async Task Any_exception_during_a_cancellation_is_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var broken = new ArgumentOutOfRangeException();
        using var transport = new Transport(new HttpClient(new Dropping(stop, broken)), new() { BaseUri = new Uri("http://service.invalid") });
        var request = new ServiceRequest(ServiceSubject.Listing, new Uri("http://service.invalid/"));
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(
            () => transport.SendAsync(request, null, answer => Task.FromResult(answer), stop.Token));
        Assert.Same(broken, thrown.InnerException);
    }

    /// <summary>Is cancelled while it reads, and throws what the platform may throw when the connection closes meanwhile.</summary>
    private sealed class Dropping(CancellationTokenSource stop, Exception thrown) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            stop.Cancel();
            throw thrown;
        }
    }
}

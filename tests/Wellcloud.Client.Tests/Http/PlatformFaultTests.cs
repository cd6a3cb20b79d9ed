using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Saving;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

/// <summary>Exceptions that the platform may throw when a request is sent, a body is read or a file is written. Each becomes an error of the module.</summary>
public sealed class PlatformFaultTests
{
    private static readonly WellcloudClientOptions _options = new() { BaseUri = new("http://service.invalid") };

    private static readonly Exception[] _exceptions =
    [
        .. Enum.GetValues<HttpRequestError>().Select(static error => new HttpRequestException(error, "said by the platform")),
        .. Enum.GetValues<SocketError>().Where(static error => error > 0).Select(static error => new HttpRequestException("said", new SocketException((int)error))),
        new HttpRequestException("tls", new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot")),
        new HttpRequestException("tls", new IOException("Received an unexpected EOF or 0 bytes from the transport stream.")),
        new HttpRequestException("proxy", null, HttpStatusCode.ProxyAuthenticationRequired),
        new HttpRequestException("proxy", null, HttpStatusCode.BadGateway),
        new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://10.0.0.1:8080/' failed with status code '407'.\""), // as .NET 8 reports it
        new HttpIOException(HttpRequestError.ResponseEnded, "ended"),
        new SocketException((int)SocketError.ConnectionReset),
        new IOException("broken", new SocketException((int)SocketError.ConnectionReset)),
        new EndOfStreamException("ended"),
        new AuthenticationException("no"),
        new InvalidCredentialException("no"),
        new CryptographicException("no"),
        new InvalidDataException("not gzip"),
        new UriFormatException("not an address"),
        new FormatException("not a number"),
        new ArgumentException("argument"),
        new ArgumentNullException("argument"),
        new ArgumentOutOfRangeException("argument"),
        new InvalidOperationException("operation"),
        new NotSupportedException("no such proxy"),
        new NotImplementedException("no"),
        new PlatformNotSupportedException("no"),
        new UnauthorizedAccessException("no"),
        new SecurityException("no"),
        new ProtocolViolationException("no"),
        new WebException("no"),
        new CookieException(),
        new OverflowException("too long"),
        new IndexOutOfRangeException("no"),
        new NullReferenceException("no"),
        new TimeoutException("too long"),
        new AggregateException(new IOException("one"), new IOException("two")),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, _exceptions.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Exception_while_sending_is_a_connection_fault(int number)
    {
        var thrown = _exceptions[number];
        var fault = await FaultAsync(_ => Task.FromException<HttpResponseMessage>(thrown));
        // The build for Windows PowerShell looks for the status of a refused tunnel where .NET Framework has it.
        var expected = !Faults.Engine.IsNetStandard && (thrown is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } || thrown.Message.Contains("'407'")) ? WellcloudError.UnexpectedStatus : WellcloudError.ConnectionFailed;
        Assert.Equal(expected, fault.Error);
        Assert.Same(thrown, fault.InnerException);
        Assert.NotEmpty(fault.Target!);
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Exception_while_reading_is_a_truncated_response(int number)
    {
        var thrown = _exceptions[number];
        var fault = await FaultAsync(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(thrown)) }));
        Assert.Equal(WellcloudError.TruncatedResponse, fault.Error);
        Assert.Same(thrown, fault.InnerException);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Exception_while_reading_an_error_keeps_the_error(int number)
    {
        var thrown = _exceptions[number];
        var fault = await FaultAsync(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(new BrokenStream(thrown)) }));
        Assert.Equal(WellcloudError.PermissionDenied, fault.Error);
    }

    [Fact]
    public async Task Timeouts_and_closed_sessions_are_distinguished()
    {
        Assert.Equal(WellcloudError.Timeout, (await FaultAsync(_ => Task.FromException<HttpResponseMessage>(new TaskCanceledException("connect", new TimeoutException())))).Error);
        Assert.Equal(WellcloudError.NotConnected, (await FaultAsync(_ => Task.FromException<HttpResponseMessage>(new OperationCanceledException()))).Error);
        Assert.Equal(WellcloudError.NotConnected, (await FaultAsync(_ => Task.FromException<HttpResponseMessage>(new ObjectDisposedException("HttpClient")))).Error);
        Assert.Equal(WellcloudError.NotConnected, (await FaultAsync(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(new ObjectDisposedException("stream"))) }))).Error);
    }

    [Fact]
    public void Path_and_file_exceptions_become_file_faults()
    {
        Exception[] thrown =
        [
            new IOException("no"), new FileNotFoundException("no"), new DirectoryNotFoundException("no"), new DriveNotFoundException("no"), new PathTooLongException("no"),
            new EndOfStreamException("no"), new UnauthorizedAccessException("no"), new NotSupportedException("no"), new PlatformNotSupportedException("no"),
            new ArgumentException("no"), new ArgumentOutOfRangeException("no"), new SecurityException("no"),
        ];
        Assert.All(thrown, exception =>
        {
            Assert.True(FileFault.IsFile(exception), exception.GetType().Name);
            Assert.Equal(WellcloudError.WriteFailed, FileFault.Write("file", exception).Error);
            Assert.Equal(WellcloudError.ReadFailed, FileFault.Read("file", exception).Error);
        });
    }

    /// <summary>The file classes refuse these paths with exceptions of different kinds.</summary>
    [Theory]
    [InlineData("/dev/null/folder")]
    [InlineData("/proc/folder")]
    [InlineData("long")]
    public async Task Impossible_destination_is_a_write_fault(string destination)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && destination[0] == '/', "A path of Unix.");
        using var client = new WellcloudClient(new() { BaseUri = _options.BaseUri, Token = Text.Secure("t"), UseProxy = false, MaximumRetryCount = 0 });
        var folder = destination == "long" ? Path.Combine(Path.GetTempPath(), new string('x', 40_000)) : destination;
        var fault = await Assert.ThrowsAsync<WellcloudException>(async () =>
        {
            await foreach (var outcome in new AudioSaver(client, new() { Destination = folder }).SaveAsync(One()))
            {
                throw outcome.Fault!;
            }
        });
        Assert.Contains(fault.Error, new[] { WellcloudError.WriteFailed, WellcloudError.UnsafePath });
    }

    private static async IAsyncEnumerable<Recording> One()
    {
        yield return new() { Id = "a" };
        await Task.CompletedTask;
    }

    private static async Task<WellcloudException> FaultAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        using var transport = new Transport(new HttpClient(new Thrower(send)), _options);
        var request = new ServiceRequest(ServiceSubject.Listing, new("http://service.invalid/"));
        return await Assert.ThrowsAsync<WellcloudException>(() => transport.SendAsync(request, null, answer => answer.ReadHeadAsync(default), default));
    }

    private sealed class Thrower(Func<HttpRequestMessage, Task<HttpResponseMessage>> send) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => send(request);
    }

    private sealed class BrokenStream(Exception thrown) : ReadOnlyStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromException<int>(thrown);
    }
}

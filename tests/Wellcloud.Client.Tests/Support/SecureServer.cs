using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wellcloud.Client.Tests.Support;

/// <summary>A TLS server on loopback with a certificate that nobody trusts.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _accepting;

    public SecureServer(string host, TimeSpan validFor)
    {
        _certificate = Make(host, validFor);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _certificate.Dispose();
        _closing.Dispose();
    }

    private static X509Certificate2 Make(string host, TimeSpan validFor)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-30), now + validFor);

        // Windows can use the key for TLS only after an import.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await using var secure = new SslStream(client.GetStream());
                await GreetAsync(secure);
            }
        }
        catch (OperationCanceledException)
        {
            // The server was disposed.
        }
    }

    private async Task GreetAsync(SslStream secure)
    {
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _closing.Token);
            await secure.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _closing.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The client does not trust the certificate.
        }
    }
}

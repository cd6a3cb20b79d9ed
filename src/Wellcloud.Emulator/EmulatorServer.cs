using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Wellcloud.Emulator.Audio;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Faults;
using Wellcloud.Emulator.Log;
using Wellcloud.Emulator.Net;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator;

/// <summary>A server on loopback that behaves like the WellCloud recording service, with faults on demand.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    internal const string TokenPathBase = "/p";

    private readonly EmulatorOptions _options;
    private readonly TokenBook _tokens;
    private readonly Origins _origins = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<ListenOptions> _listeners = [];
    private readonly X509Certificate2? _certificate;
    private readonly WebApplication _web;
    private ProxyServer? _proxy;

    private EmulatorServer(EmulatorOptions options)
    {
        var pathBase = options.PathBase.Trim('/');
        _options = options with { PathBase = pathBase.Length == 0 ? "" : "/" + pathBase };
        _tokens = new TokenBook(options);
        _certificate = options.Secure ? Certificates.Make() : null;
        Audio = new EmulatedAudio(options.AudioBytes);
        Tenant = new EmulatedTenant(options.Recordings, options.Seed, Audio, options.Days is { } days ? Calendar.Before(options.TimeProvider.GetUtcNow(), days) : null);
        Faults = new FaultBook(_tokens.RestoreFixed);
        _web = Build();
    }

    /// <summary>Root of the service, <see cref="EmulatorOptions.PathBase"/> included.</summary>
    public Uri BaseUri => new(_origins.Main!, _options.PathBase);

    /// <summary>The token base, to which <c>/api/operation/operation/apply/token</c> is appended.</summary>
    public Uri TokenUri => new(_origins.Main!, TokenPathBase);

    /// <summary>Root of the service on https; null without <see cref="EmulatorOptions.Secure"/>.</summary>
    public Uri? SecureBaseUri => _origins.Secure is { } root ? new Uri(root, _options.PathBase) : null;

    /// <summary>Root of the service on the second origin; null without <see cref="EmulatorOptions.SecondOrigin"/>.</summary>
    public Uri? SecondOriginUri => _origins.Second is { } root ? new Uri(root, _options.PathBase) : null;

    /// <summary>The forward proxy; null without <see cref="EmulatorOptions.Proxy"/>.</summary>
    public Uri? ProxyUri => _proxy?.Uri;

    /// <summary>The token that never expires.</summary>
    public string Token => _tokens.Fixed;

    /// <summary>The recordings of the service.</summary>
    public EmulatedTenant Tenant { get; }

    /// <summary>Their audio.</summary>
    public EmulatedAudio Audio { get; }

    /// <summary>The faults to produce.</summary>
    public FaultBook Faults { get; }

    /// <summary>The requests so far.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Starts a server; it listens when the task completes.</summary>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions? options = null, CancellationToken ct = default)
    {
        var server = new EmulatorServer(options ?? new EmulatorOptions());
        await server.StartAsync(ct).ConfigureAwait(false);
        return server;
    }

    /// <summary>Invalidates every issued token; the fixed token stays valid.</summary>
    public void ExpireTokens() => _tokens.RevokeIssued();

    /// <summary>Stops at once and aborts the requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync().ConfigureAwait(false);
        }

        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await _web.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _web.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        await _web.StartAsync(ct).ConfigureAwait(false);
        var roots = _listeners.Select(listener => new UriBuilder("http", "127.0.0.1", listener.IPEndPoint!.Port)).ToList();
        _origins.Main = roots[0].Uri;
        if (_options.Secure)
        {
            roots[1].Scheme = "https";
            _origins.Secure = roots[1].Uri;
        }

        if (_options.SecondOrigin)
        {
            _origins.Second = roots[^1].Uri;
        }

        if (_options.Proxy)
        {
            _proxy = new ProxyServer(_options, Faults, Requests);
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Listen);
        var web = builder.Build();
        var effects = new FaultEffects(Faults, _tokens, new Redirects(_origins), _options.TimeProvider);
        var gate = new Gate(_options, new Service(_options, Tenant, Audio, _tokens), _tokens, Faults, effects, Requests, _stopping.Token);
        var admin = new AdminPages(Tenant, Audio, Faults, Requests, _tokens);
        web.Run(http => http.Request.Path.StartsWithSegments(AdminPages.Root, StringComparison.Ordinal)
            ? admin.HandleAsync(http)
            : gate.HandleAsync(http, http.Features.GetRequiredFeature<RawConnection>()));
        return web;
    }

    private void Listen(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MinResponseDataRate = null;
        server.Limits.MaxResponseBufferSize = 1 << 20;
        server.Listen(IPAddress.Loopback, _options.Port, listener => Adopt(listener, Origin.Main));
        if (_certificate is not null)
        {
            server.Listen(IPAddress.Loopback, 0, listener => Adopt(listener, Origin.Secure));
        }

        if (_options.SecondOrigin)
        {
            server.Listen(IPAddress.Loopback, 0, listener => Adopt(listener, Origin.Second));
        }
    }

    private void Adopt(ListenOptions listener, Origin origin)
    {
        _listeners.Add(listener);
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection =>
        {
            connection.Features.Set(new RawConnection(connection, origin));
            return next(connection);
        });
        if (origin == Origin.Secure)
        {
            listener.UseHttps(_certificate!);
        }
    }
}

using System.Net;
using System.Text.Json;
using Wellcloud.Client.Tests.Archive;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>A service whose recordings have chosen ids, and different audio each.</summary>
internal sealed class TwinService : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _answering;
    private readonly List<string> _asked = [];

    public TwinService()
    {
        (_listener, BaseUri) = Listen();
        _answering = AnswerAllAsync();
    }

    public Uri BaseUri { get; }

    /// <summary>The ids in the listing; audio is there for any id.</summary>
    public IReadOnlyList<string> Ids { get; set; } = [];

    /// <summary>The device in each row of the listing.</summary>
    public string Device { get; set; } = "8001";

    /// <summary>Called with the id before audio is sent.</summary>
    public Action<string> Answering { get; set; } = static _ => { };

    /// <summary>The ids whose audio was asked for.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public WellcloudClient Connect() => new(new() { BaseUri = BaseUri, Token = Text.Secure("token"), MaximumRetryCount = 0 });

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _answering;
        _listener.Close();
    }

    /// <summary>Listens on a free port. Another process may take it first, and then the next one is tried.</summary>
    private static (HttpListener Listener, Uri BaseUri) Listen()
    {
        while (true)
        {
            using var door = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            door.Start();
            var root = new Uri($"http://{door.LocalEndpoint}/");
            door.Stop();
            var listener = new HttpListener { Prefixes = { root.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, root);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task AnswerAllAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var body = Answer(context.Request.Url!.AbsolutePath);
                context.Response.ContentLength64 = body.Length;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
        {
            // The service is closed.
        }
    }

    private byte[] Answer(string path)
    {
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
        {
            return JsonSerializer.SerializeToUtf8Bytes(Ids.Select(id => new { id, deviceId = Device }));
        }

        var wanted = Uri.UnescapeDataString(path.Split('/')[^2]);
        lock (_asked)
        {
            _asked.Add(wanted);
        }

        Answering(wanted);
        return HostileService.AudioOf(wanted);
    }
}

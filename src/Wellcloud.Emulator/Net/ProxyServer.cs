using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net;
using Wellcloud.Emulator.Faults;
using Wellcloud.Emulator.Log;

namespace Wellcloud.Emulator.Net;

/// <summary>A forward proxy on loopback: plain requests and CONNECT.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _visits = new();
    private readonly ProxyVisit _visit;
    private readonly Task _accepting;

    public ProxyServer(EmulatorOptions options, FaultBook book, RequestLog log)
    {
        _visit = new ProxyVisit(options, book, log);
        _listener.Start();
        Uri = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Stop();
        await Task.WhenAll(_visits.Keys).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                Track(_visit.ServeAsync(client, _stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Track(Task visit)
    {
        _visits[visit] = true;
        visit.ContinueWith(done => _visits.TryRemove(done, out _), TaskScheduler.Default);
    }
}

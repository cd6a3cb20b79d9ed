using System.Net;
using System.Net.Sockets;

namespace Wellcloud.Client.Tests.Support;

/// <summary>A port that refuses connections until it is opened. Then it passes them on to another port.</summary>
internal sealed class ClosedDoor : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _visits = [];
    private Task _accepting = Task.CompletedTask;

    public ClosedDoor() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Open(int target)
    {
        _socket.Listen();
        _accepting = AcceptAsync(target);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        await Task.WhenAll(_visits);
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync(int target)
    {
        try
        {
            while (true)
            {
                _visits.Add(PassAsync(await _socket.AcceptAsync(_closing.Token), target));
            }
        }
        catch (OperationCanceledException)
        {
            // The port is being closed for good.
        }
    }

    private async Task PassAsync(Socket near, int target)
    {
        try
        {
            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, target, _closing.Token);
            await using var inside = far.GetStream();
            await using var outside = new NetworkStream(near, ownsSocket: true);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            var directions = new[] { inside.CopyToAsync(outside, over.Token), outside.CopyToAsync(inside, over.Token) };
            await Task.WhenAny(directions);
            await over.CancelAsync();
            await Task.WhenAll(directions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // One of the two ends is gone.
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wellcloud.Client.Tests.Support;

/// <summary>A server on loopback that sends the given bytes unchanged, and closes the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<string> _heads = [];
    private readonly Func<string, byte[]> _answer;
    private readonly Task _accepting;

    /// <param name="answer">Makes the answer from the head of the request.</param>
    public RawServer(Func<string, byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The heads of the requests so far.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_heads)
            {
                return [.. _heads];
            }
        }
    }

    /// <summary>Returns a response with a length.</summary>
    public static byte[] Answer(string head, byte[] body) => [.. Encoding.Latin1.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The server was disposed.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _closing.Token) == 1)
            {
                head.Append((char)one[0]);
            }

            lock (_heads)
            {
                _heads.Add(head.ToString());
            }

            await stream.WriteAsync(_answer(head.ToString()), _closing.Token);
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }
}

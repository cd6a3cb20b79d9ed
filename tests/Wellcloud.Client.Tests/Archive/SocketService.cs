using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A service on a plain socket, for what a web server would refuse or change. A derived class calls <see cref="Start"/> when it is ready.</summary>
internal abstract class SocketService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private Task _accepting = Task.CompletedTask;

    public Uri BaseUri => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }

    protected void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Returns the response to a request: status, headers, and body.</summary>
    /// <param name="path">The path without the query.</param>
    /// <param name="headers">The request's headers, one per line.</param>
    protected abstract (string Head, byte[] Body) Answer(string path, IReadOnlyList<string> headers);

    private async Task AcceptAsync()
    {
        var visits = new List<Task>();
        try
        {
            while (true)
            {
                visits.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(visits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(TcpClient visitor)
    {
        using var _ = visitor;
        await using var stream = visitor.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(_closing.Token) is { } request)
        {
            var headers = new List<string>();
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } header)
            {
                headers.Add(header);
            }

            var (head, body) = Answer(request.Split(' ')[1].Split('?')[0], headers);
            var length = head.StartsWith("304", StringComparison.Ordinal) ? "" : $"Content-Length: {body.Length}\r\n";
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\n{length}\r\n"), .. body], _closing.Token);
        }
    }
}

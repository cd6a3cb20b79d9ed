using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>A web server of files, with byte ranges or without.</summary>
public sealed class StaticServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _root;
    private readonly bool _hasRanges;
    private readonly Task _accepting;

    public StaticServer(string root, bool hasRanges)
    {
        (_root, _hasRanges) = (root, hasRanges);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                if (await reader.ReadLineAsync(_stop.Token) is not { } request)
                {
                    return; // The browser has opened a connection in advance, and did not need it.
                }

                var range = "";
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                {
                    range = line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) ? line[13..] : range;
                }

                await SendAsync(stream, Path.Combine(_root, Uri.UnescapeDataString(request.Split(' ')[1].TrimStart('/'))), range);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The browser has closed the connection: it has all that it needs.
            }
        }
    }

    private async Task SendAsync(NetworkStream stream, string path, string range)
    {
        var found = File.Exists(path);
        var bytes = found ? await File.ReadAllBytesAsync(path, _stop.Token) : [];
        var from = _hasRanges && found && range.Length > 0 ? int.Parse(range.Split('-')[0]) : 0;
        var isPart = _hasRanges && range.Length > 0;
        var kind = Path.GetExtension(path) switch { ".html" => "text/html; charset=utf-8", ".js" => "text/javascript", ".wav" => "audio/wav", _ => "audio/mpeg" };
        var head = $"HTTP/1.1 {(found ? isPart ? "206 Partial Content" : "200 OK" : "404 Not Found")}\r\nContent-Type: {kind}\r\nContent-Length: {bytes.Length - from}\r\nConnection: close\r\n"
            + (isPart && found ? $"Content-Range: bytes {from}-{bytes.Length - 1}/{bytes.Length}\r\n" : "")
            + (_hasRanges ? "Accept-Ranges: bytes\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(bytes.AsMemory(from), _stop.Token);
    }
}

using System.Net.Sockets;
using System.Text;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Faults;
using Wellcloud.Emulator.Log;

namespace Wellcloud.Emulator.Net;

/// <summary>Serves one connection to the proxy.</summary>
internal sealed class ProxyVisit(EmulatorOptions options, FaultBook book, RequestLog log)
{
    public async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            try
            {
                var near = client.GetStream();
                if (await ProxyHead.ReadAsync(near, ct).ConfigureAwait(false) is { } head)
                {
                    await AnswerAsync(head, near, ct).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One of the two ends disconnected, or the server stops.
            }
        }
    }

    private async Task AnswerAsync(ProxyHead head, NetworkStream near, CancellationToken ct)
    {
        var entry = Log(head);
        log.Begin(entry);
        try
        {
            var refused = book.Take(rule => rule.Kind == FaultKind.ProxyAuthentication).Count > 0;
            if (refused || !entry.AuthorizationMatches)
            {
                await RefuseAsync(near, entry, 407, "Proxy-Authenticate: Basic realm=\"emulator\"\r\n", ct).ConfigureAwait(false);
            }
            else
            {
                await PassOnAsync(head, near, entry, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            log.End();
        }
    }

    private static async Task PassOnAsync(ProxyHead head, NetworkStream near, LoggedRequest entry, CancellationToken ct)
    {
        var connect = head.Method == "CONNECT";
        if (!Uri.TryCreate(connect ? "https://" + head.Target : head.Target, UriKind.Absolute, out var target))
        {
            await RefuseAsync(near, entry, 400, "", ct).ConfigureAwait(false);
            return;
        }

        using var origin = new TcpClient();
        try
        {
            await origin.ConnectAsync(target.DnsSafeHost, target.Port, ct).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            await RefuseAsync(near, entry, 502, "", ct).ConfigureAwait(false);
            return;
        }

        entry.Status = 200;
        var far = origin.GetStream();
        await (connect
            ? near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), ct)
            : far.WriteAsync(head.ForOrigin(target), ct)).ConfigureAwait(false);
        await PumpAsync(near, far, ct).ConfigureAwait(false);
    }

    private static async Task PumpAsync(NetworkStream near, NetworkStream far, CancellationToken ct)
    {
        // When one direction ends, the other ends too.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var up = near.CopyToAsync(far, over.Token);
        var down = far.CopyToAsync(near, over.Token);
        await Task.WhenAny(up, down).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task RefuseAsync(NetworkStream near, LoggedRequest entry, int status, string field, CancellationToken ct)
    {
        entry.Status = status;
        var answer = $"HTTP/1.1 {status} Emulated\r\n{field}Content-Length: 0\r\nConnection: close\r\n\r\n";
        await near.WriteAsync(Encoding.ASCII.GetBytes(answer), ct).ConfigureAwait(false);
    }

    private LoggedRequest Log(ProxyHead head)
    {
        var question = head.Target.IndexOf('?', StringComparison.Ordinal);
        return new LoggedRequest(
            Endpoint.Other,
            head.Method,
            question < 0 ? head.Target : head.Target[..question],
            question < 0 ? "" : ServiceRequest.MaskSecret(head.Target[question..]),
            null,
            null,
            null,
            head.Authorization is not null,
            options.ProxyUser is null || head.Authorization == Expected,
            Origin.Proxy);
    }

    private string Expected => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ProxyUser}:{options.ProxyPassword}"));
}

using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Log;
using Endpoint = Wellcloud.Emulator.Endpoints.Endpoint;

namespace Wellcloud.Emulator.Net;

/// <summary>Sends answers: regular ones through the web server, irregular ones directly to the connection.</summary>
internal sealed class AnswerSender(EmulatorOptions options)
{
    public Task SendAsync(HttpContext http, RawConnection raw, Answer answer, LoggedRequest entry, CancellationToken ct) =>
        answer.Delivery is { } delivery
            ? SendDirectlyAsync(http, raw, answer, delivery, entry, ct)
            : SendThroughServerAsync(http, answer, entry, ct);

    private async Task SendThroughServerAsync(HttpContext http, Answer answer, LoggedRequest entry, CancellationToken ct)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentLength = answer.AnnounceLength ? answer.Body.Length : null;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        var listing = entry.Endpoint is Endpoint.Recordings or Endpoint.CallRecordings;
        var writer = new AnswerWriter(response.BodyWriter, listing ? options.StallPatience : TimeSpan.Zero, options.TimeProvider);
        try
        {
            await answer.Body.WriteAsync(writer, ct).ConfigureAwait(false);
        }
        finally
        {
            entry.BytesSent = writer.Count;
        }
    }

    private async Task SendDirectlyAsync(
        HttpContext http, RawConnection raw, Answer answer, Delivery delivery, LoggedRequest entry, CancellationToken ct)
    {
        try
        {
            if (delivery.HasHead)
            {
                await SendHeadAndBodyAsync(raw, answer, delivery, entry, ct).ConfigureAwait(false);
            }

            if (delivery.Ending == Ending.Stall)
            {
                delivery.Stalled?.Invoke();
                await Task.Delay(Timeout.InfiniteTimeSpan, ct).ConfigureAwait(false);
            }

            if (delivery.Ending == Ending.Reset)
            {
                raw.Reset();
            }
            else
            {
                await raw.CloseAsync(ct).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            entry.Aborted = true;
        }
        finally
        {
            http.Abort();
        }
    }

    private async Task SendHeadAndBodyAsync(RawConnection raw, Answer answer, Delivery delivery, LoggedRequest entry, CancellationToken ct)
    {
        var wire = raw.OpenStream();
        await using (wire.ConfigureAwait(false))
        {
            await wire.WriteAsync(await FormatHeadAsync(answer, delivery, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
            var framed = new FramedStream(wire, delivery, options.TimeProvider);
            try
            {
                await answer.Body.WriteAsync(PipeWriter.Create(framed), ct).ConfigureAwait(false);
                await framed.EndAsync(ct).ConfigureAwait(false);
            }
            catch (BodyStoppedException)
            {
                // Expected; the caller decides how the connection ends.
            }
            finally
            {
                entry.BytesSent = framed.Sent;
            }

            await wire.FlushAsync(ct).ConfigureAwait(false);
        }
    }

    private static async Task<byte[]> FormatHeadAsync(Answer answer, Delivery delivery, CancellationToken ct)
    {
        var head = new StringBuilder().Append($"HTTP/1.1 {answer.Status} Emulated\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        if (delivery.Framing != Framing.Close)
        {
            head.Append(delivery.Framing == Framing.Chunked
                ? "Transfer-Encoding: chunked\r\n"
                : $"Content-Length: {await answer.Body.MeasureAsync(ct).ConfigureAwait(false) + delivery.LengthError}\r\n");
        }

        // Without this header a reader might send its next request into a connection that is closing.
        head.Append("Connection: close\r\n");
        return answer.HeaderEncoding.GetBytes(head.Append("\r\n").ToString());
    }
}

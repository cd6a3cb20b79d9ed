using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Connections;
using Wellcloud.Emulator.Log;

namespace Wellcloud.Emulator.Net;

/// <summary>The connection of a request, for answers that the web server refuses to send.</summary>
internal sealed class RawConnection(ConnectionContext connection, Origin origin)
{
    private readonly PipeWriter _wire = connection.Transport.Output;

    /// <summary>The listener that accepted the request.</summary>
    public Origin Origin => origin;

    /// <summary>Opens a stream directly to the reader, through the encryption on https.</summary>
    public Stream OpenStream() => origin == Origin.Secure
        ? connection.Transport.Output.AsStream(leaveOpen: true)
        : new NetworkStream(Socket, ownsSocket: false);

    /// <summary>Sends what is left and closes, so that the reader receives everything.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        if (origin != Origin.Secure)
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        else
        {
            // Completing the wire lets the web server's own pump send the rest and then shut the socket.
            await _wire.CompleteAsync().ConfigureAwait(false);
        }

        // Waits until the reader has closed its side. Otherwise the web server resets the connection, and bytes still on their way are lost.
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = connection.ConnectionClosed.Register(closed.SetResult);
        await using (registration.ConfigureAwait(false))
        {
            await closed.Task.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>Resets the connection; the reader loses what it has not received.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Close();
        connection.Abort();
    }

    private Socket Socket => connection.Features.Get<IConnectionSocketFeature>()!.Socket;
}

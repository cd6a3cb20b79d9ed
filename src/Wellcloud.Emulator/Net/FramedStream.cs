using System.Globalization;
using System.Text;
using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator.Net;

/// <summary>A body written directly to the connection: framed, paced, and stopped after a given number of bytes.</summary>
internal sealed class FramedStream(Stream wire, Delivery delivery, TimeProvider time) : Stream
{
    public long Sent { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var left = (delivery.StopAfter ?? long.MaxValue) - Sent;
            if (left <= 0)
            {
                throw new BodyStoppedException();
            }

            var step = delivery.StepBytes > 0 ? delivery.StepBytes : buffer.Length;
            var piece = buffer[..(int)Math.Min(Math.Min(step, left), buffer.Length)];
            await SendAsync(piece, cancellationToken).ConfigureAwait(false);
            Sent += piece.Length;
            buffer = buffer[piece.Length..];
            if (delivery.StepPause > TimeSpan.Zero)
            {
                await wire.FlushAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(delivery.StepPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Marks the end of the body, where the framing has a mark.</summary>
    public ValueTask EndAsync(CancellationToken ct) =>
        delivery.Framing == Framing.Chunked ? wire.WriteAsync("0\r\n\r\n"u8.ToArray(), ct) : ValueTask.CompletedTask;

    public override Task FlushAsync(CancellationToken cancellationToken) => wire.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        if (delivery.Framing != Framing.Chunked)
        {
            await wire.WriteAsync(piece, ct).ConfigureAwait(false);
            return;
        }

        var size = piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n";
        await wire.WriteAsync(Encoding.ASCII.GetBytes(size), ct).ConfigureAwait(false);
        await wire.WriteAsync(piece, ct).ConfigureAwait(false);
        await wire.WriteAsync("\r\n"u8.ToArray(), ct).ConfigureAwait(false);
    }
}

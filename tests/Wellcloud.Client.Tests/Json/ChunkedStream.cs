namespace Wellcloud.Client.Tests.Json;

/// <summary>A stream that returns its bytes in pieces of given sizes.</summary>
internal sealed class ChunkedStream(byte[] content, params IReadOnlyList<int> sizes) : Stream
{
    private int _position;
    private int _reads;

    public bool IsDisposed { get; private set; }

    /// <summary>Thrown instead of the end of the stream.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Awaited instead of the end of the stream.</summary>
    public TaskCompletionSource<int>? Pause { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = Math.Min(Math.Min(count, sizes[_reads++ % sizes.Count]), content.Length - _position);
        if (size == 0 && Pause is not null)
        {
            return Pause.Task;
        }

        if (size == 0 && Failure is not null)
        {
            return Task.FromException<int>(Failure);
        }

        Array.Copy(content, _position, buffer, offset, size);
        _position += size;
        return Task.FromResult(size);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}

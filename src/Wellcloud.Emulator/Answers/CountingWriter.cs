using System.IO.Pipelines;

namespace Wellcloud.Emulator.Answers;

/// <summary>A writer that knows how many bytes went through it.</summary>
internal class CountingWriter(PipeWriter inner) : PipeWriter
{
    public long Count { get; private set; }

    protected PipeWriter Inner => inner;

    public override void Advance(int bytes)
    {
        Count += bytes;
        inner.Advance(bytes);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}

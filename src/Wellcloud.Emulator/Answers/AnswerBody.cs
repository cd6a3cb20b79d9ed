using System.IO.Pipelines;

namespace Wellcloud.Emulator.Answers;

/// <summary>The body of an answer, produced while it is sent.</summary>
internal abstract class AnswerBody
{
    /// <summary>Length in bytes; null when it is known only after sending the body.</summary>
    public virtual long? Length => null;

    /// <summary>Writes the whole body and flushes. The writer throws when the reader has disconnected.</summary>
    public abstract Task WriteAsync(PipeWriter output, CancellationToken ct);

    /// <summary>Returns the length. If it is not known, writes the body to nowhere and counts the bytes.</summary>
    public async Task<long> MeasureAsync(CancellationToken ct)
    {
        if (Length is { } known)
        {
            return known;
        }

        var counter = new CountingWriter(PipeWriter.Create(Stream.Null));
        await WriteAsync(counter, ct).ConfigureAwait(false);
        return counter.Count;
    }
}

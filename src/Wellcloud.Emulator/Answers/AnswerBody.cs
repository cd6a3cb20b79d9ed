using System.IO.Pipelines;

namespace Wellcloud.Emulator.Answers;

/// <summary>What an answer says, made while it is sent.</summary>
internal abstract class AnswerBody
{
    /// <summary>Its length in bytes; null when only sending it would tell.</summary>
    public virtual long? Length => null;

    /// <summary>Writes all of it and flushes. A reader that has gone shows as an exception of the writer's.</summary>
    public abstract Task WriteAsync(PipeWriter output, CancellationToken ct);

    /// <summary>Its length, found by sending it nowhere where it is not known.</summary>
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

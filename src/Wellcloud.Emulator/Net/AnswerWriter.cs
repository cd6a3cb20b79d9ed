using System.IO.Pipelines;
using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator.Net;

/// <summary>Writes a body, and stops when the reader disconnects or takes nothing for too long.</summary>
internal sealed class AnswerWriter(PipeWriter inner, TimeSpan patience, TimeProvider time) : CountingWriter(inner)
{
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = Inner.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully && !flush.Result.IsCompleted ? flush : WaitAsync(flush, cancellationToken);
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush, CancellationToken ct)
    {
        FlushResult result;
        try
        {
            result = patience > TimeSpan.Zero
                ? await flush.AsTask().WaitAsync(patience, time, ct).ConfigureAwait(false)
                : await flush.ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ReaderGoneException("The reader took nothing for too long.");
        }

        return result.IsCompleted ? throw new ReaderGoneException("The reader has gone.") : result;
    }
}

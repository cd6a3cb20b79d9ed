using System.IO.Pipelines;
using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator.Faults;

/// <summary>A body in a content encoding.</summary>
internal sealed class EncodedBody(AnswerBody plain, Func<Stream, Stream> encoder) : AnswerBody
{
    public static AnswerBody WithBom(AnswerBody plain) => new Marked(plain);

    public override async Task WriteAsync(PipeWriter output, CancellationToken ct)
    {
        var stream = encoder(output.AsStream(leaveOpen: true));
        await using (stream.ConfigureAwait(false))
        {
            await plain.WriteAsync(PipeWriter.Create(stream), ct).ConfigureAwait(false);
        }

        await output.FlushAsync(ct).ConfigureAwait(false);
    }

    private sealed class Marked(AnswerBody plain) : AnswerBody
    {
        private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

        public override long? Length => plain.Length + s_mark.Length;

        public override async Task WriteAsync(PipeWriter output, CancellationToken ct)
        {
            await output.WriteAsync(s_mark, ct).ConfigureAwait(false);
            await plain.WriteAsync(output, ct).ConfigureAwait(false);
        }
    }
}

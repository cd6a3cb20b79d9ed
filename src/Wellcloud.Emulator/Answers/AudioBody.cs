using System.IO.Pipelines;
using Wellcloud.Emulator.Audio;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Answers;

/// <summary>The audio of a recording, or a range of it.</summary>
internal sealed class AudioBody(EmulatedAudio audio, EmulatedRecording recording, long from, long to) : AnswerBody
{
    public override long? Length => to - from;

    public override Task WriteAsync(PipeWriter output, CancellationToken ct) => audio.WriteAsync(recording, output, from, to, ct);
}

using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Wellcloud.Emulator.Audio;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Answers;

/// <summary>A zip of the first recordings that have audio: stored, made while it is sent, without a known length.</summary>
internal sealed class BatchBody(EmulatedTenant tenant, EmulatedAudio audio, EmulatorOptions options) : AnswerBody
{
    public static Encoding Gbk { get; } = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    public override async Task WriteAsync(PipeWriter output, CancellationToken ct)
    {
        var encoding = options.BatchNames == BatchNames.Gbk ? Gbk : Encoding.UTF8;
        var zip = await ZipArchive.CreateAsync(output.AsStream(leaveOpen: true), ZipArchiveMode.Create, leaveOpen: true, encoding, ct)
            .ConfigureAwait(false);
        await using (zip.ConfigureAwait(false))
        {
            var left = options.BatchEntries;
            for (var index = 0; index < tenant.Count && left > 0; index++)
            {
                var recording = tenant.At(index);
                if (recording.HasAudio)
                {
                    left--;
                    var name = string.Create(CultureInfo.InvariantCulture, $"{recording.AgentName}_{recording.StartTime:yyyyMMddHHmmss}_{recording.Id}.mp3");
                    await AddAsync(zip, name, recording.EndTime, new AudioBody(audio, recording, 0, audio.Length(recording)), ct)
                        .ConfigureAwait(false);
                }
            }

            foreach (var (name, content) in options.BatchExtraEntries)
            {
                await AddAsync(zip, name, new DateTime(2024, 1, 1), new BytesBody(content), ct).ConfigureAwait(false);
            }
        }

        await output.FlushAsync(ct).ConfigureAwait(false);
    }

    private static async Task AddAsync(ZipArchive zip, string name, DateTime time, AnswerBody content, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(time, TimeSpan.Zero);
        var stream = await entry.OpenAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
            await content.WriteAsync(pipe, ct).ConfigureAwait(false);
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }
}

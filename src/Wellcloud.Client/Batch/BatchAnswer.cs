using System.Net;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Batch;

/// <summary>An answer that is no error: its first bytes are read and judged, the rest is still to come.</summary>
internal sealed class BatchAnswer : IDisposable
{
    private readonly ServiceAnswer _answer;

    private BatchAnswer(ServiceAnswer answer, byte[] head) => (_answer, Head) = (answer, head);

    /// <summary>The first bytes, which <see cref="Body"/> does not give again.</summary>
    public byte[] Head { get; }

    /// <summary>What errors are about.</summary>
    public string Target => _answer.Request.Target;

    /// <summary>What comes after <see cref="Head"/>.</summary>
    public Stream Body => _answer.Body;

    /// <summary>Whether it is a zip.</summary>
    public bool IsZip => BodyKind.IsZip(Head);

    /// <summary>The kind of audio that it is; null when it is none.</summary>
    public AudioFormat? Audio => AudioFormat.Detect(Head);

    /// <summary>The size, as announced; null when the service does not say, or counts the bytes before it unpacked them.</summary>
    public long? Length => _answer.IsCoded ? null : _answer.Headers.ContentLength;

    /// <summary>The name that the service suggests, made safe.</summary>
    public string? Name => ContentDispositionName.Read(_answer.Header("Content-Disposition"));

    /// <summary>Reads the beginning of an answer.</summary>
    /// <exception cref="WellcloudException">It is an error of the service's, JSON, HTML, a part, or nothing.</exception>
    public static async Task<BatchAnswer> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        var head = await answer.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var isJson = BodyKind.IsJson(head);
        if (isJson)
        {
            using var text = new MemoryStream(head);
            if (await ServiceError.ReadAsync(answer.Request, (int)answer.Status, text, cancellationToken).ConfigureAwait(false) is { } error)
            {
                throw error;
            }
        }

        var wrong = isJson ? Messages.NotAudioJson
            : BodyKind.IsHtml(head) ? Messages.NotAudioHtml
            : answer.Status is HttpStatusCode.PartialContent ? Messages.UnaskedPart
            : head.Length == 0 ? Messages.EmptyAnswer
            : null;
        return wrong is null
            ? new(answer, head)
            : throw new WellcloudException(WellcloudError.InvalidResponse, string.Format(Messages.NoBatch, wrong)) { Target = answer.Request.Target, StatusCode = (int)answer.Status };
    }

    public void Dispose() => _answer.Body.Dispose();
}

using System.Net;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Audio;

/// <summary>An answer that is audio: its first bytes are read and judged, the rest is still to come.</summary>
internal sealed class AudioAnswer : IDisposable
{
    private readonly ServiceAnswer _answer;

    private AudioAnswer(ServiceAnswer answer, byte[] head, AudioFormat? format) => (_answer, Head, Format) = (answer, head, format);

    /// <summary>The first bytes, which <see cref="Body"/> does not give again.</summary>
    public byte[] Head { get; }

    /// <summary>What it is; null when this is the rest of something whose beginning is elsewhere.</summary>
    public AudioFormat? Format { get; }

    /// <summary>What comes after <see cref="Head"/>.</summary>
    public Stream Body => _answer.Body;

    /// <summary>Whether the service goes on where it was asked to.</summary>
    public bool IsRest => Format is null;

    /// <summary>Where the service says that this begins; null when it does not say.</summary>
    public long? Start => _answer.IsCoded ? null : _answer.Headers.ContentRange?.From;

    /// <summary>The size of the whole; null when the service does not announce it.</summary>
    public long? Length => _answer.IsCoded ? null : IsRest ? _answer.Headers.ContentRange?.Length : _answer.Headers.ContentLength;

    /// <summary>The strong validator of the whole; null when there is none, or when ranges would count the bytes of a coding.</summary>
    public string? Validator => _answer.IsCoded ? null : _answer.Response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    /// <summary>When the service says that the whole was changed last.</summary>
    public DateTimeOffset? LastModified => _answer.Headers.LastModified;

    /// <summary>Reads the beginning of an answer.</summary>
    /// <exception cref="WellcloudException">It is an error of the service's, or no audio.</exception>
    public static async Task<AudioAnswer> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        var head = await answer.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var isPart = answer.Status == HttpStatusCode.PartialContent;
        if (isPart && answer.Request.Resume is not null)
        {
            return new(answer, head, null);
        }

        // What the bytes say needs no headers, and nearly all audio says it.
        var format = isPart ? null
            : AudioFormat.Detect(head)
                ?? AudioFormat.Decide(head, answer.Header("Content-Type"), ContentDispositionName.Read(answer.Header("Content-Disposition")));
        return format is not null
            ? new(answer, head, format)
            : throw await NotAudioAsync(answer, head, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _answer.Body.Dispose();

    private static async Task<WellcloudException> NotAudioAsync(ServiceAnswer answer, byte[] head, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream(head);
        var isJson = BodyKind.IsJson(head);
        var error = isJson ? await ServiceError.ReadAsync(answer.Request, (int)answer.Status, text, cancellationToken).ConfigureAwait(false) : null;
        if (error is not null)
        {
            return error;
        }

        var id = answer.Request.Target;
        var kind = isJson ? Messages.NotAudioJson : BodyKind.IsHtml(head) ? Messages.NotAudioHtml : Messages.NotAudioOther;
        var message = head.Length == 0 ? string.Format(Messages.EmptyAudio, id) : string.Format(Messages.NotAudio, id, kind);
        return new(WellcloudError.InvalidResponse, message) { Target = id, StatusCode = (int)answer.Status };
    }
}

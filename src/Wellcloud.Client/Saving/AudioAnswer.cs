using System.Net;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>A response that brings the audio of a recording, or the rest of it.</summary>
internal sealed class AudioAnswer : FileAnswer
{
    private static readonly TimeSpan _dateMargin = TimeSpan.FromSeconds(60);

    private AudioAnswer(ServiceAnswer answer, byte[] head, AudioFormat? format)
        : base(answer, head) => Format = format;

    /// <summary>The format; null when this is the rest of an audio whose start is elsewhere.</summary>
    public AudioFormat? Format { get; }

    /// <summary>Whether the service still has the audio that is there already, and so sends none.</summary>
    public bool IsUnchanged => Answer.Status == HttpStatusCode.NotModified;

    /// <summary>Whether the service resumes, as it was asked to.</summary>
    public bool IsRest => Format is null && !IsUnchanged;

    /// <summary>The position of the first byte, as the service states it; null when it does not.</summary>
    public long? Start => Answer.IsCoded ? null : Answer.Headers.ContentRange?.From;

    /// <summary>The size of the complete audio; null when the service does not announce it.</summary>
    public override long? Length => !IsRest ? base.Length : Answer.IsCoded ? null : Answer.Headers.ContentRange?.Length;

    /// <summary>The strong validator of the complete audio; null when there is none, or when ranges would count encoded bytes.</summary>
    public string? Validator => Answer.IsCoded ? null : Answer.Response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : StrongDate;

    /// <summary>When the audio changed last, as the service states it.</summary>
    public DateTimeOffset? LastModified => Answer.Headers.LastModified;

    /// <summary>
    /// The text of Last-Modified, if it is a strong validator (RFC 9110, 8.8.2.2): if it is so much older than the response that the audio cannot
    /// have changed twice with the same date, even if two clocks set the dates. Null otherwise.
    /// </summary>
    private string? StrongDate =>
        LastModified is { } changed && Answer.Response.Headers.Date is { } sent && sent - changed >= _dateMargin ? Answer.Header("Last-Modified") : null;

    /// <summary>Asks for the audio of a recording, once. The caller knows how much of it is there already, and retries.</summary>
    /// <param name="client">The service.</param>
    /// <param name="id">The recording.</param>
    /// <param name="download">What the service is told: to save the audio, or to play it.</param>
    /// <param name="resume">Where to resume, and the validator that must still hold.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="knownETag">The ETag of the audio that is there already; null to get the audio in any case.</param>
    /// <exception cref="WellcloudException">The service sent an error, or something that is not audio.</exception>
    public static Task<AudioAnswer> OpenAsync(
        WellcloudClient client, string id, bool download, (long Start, string Validator)? resume, CancellationToken cancellationToken, string? knownETag = null)
    {
        var request = new ServiceRequest(ServiceSubject.Recording, ServiceUri.Audio(client.BaseUri, id, download)) { Target = id, Resume = resume, IfNoneMatch = knownETag };
        return client.SendAsync(request, answer => ReadAsync(answer, cancellationToken), cancellationToken);
    }

    /// <summary>Asks for the audio of a recording to play it, with retries.</summary>
    /// <exception cref="WellcloudException">The service sent an error, or something that is not audio.</exception>
    public static Task<AudioAnswer> OpenToPlayAsync(WellcloudClient client, string id, CancellationToken cancellationToken) =>
        client.Retry.RunAsync(() => OpenAsync(client, id, download: false, null, cancellationToken), client.Observer, cancellationToken);

    private static async Task<AudioAnswer> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Status == HttpStatusCode.NotModified)
        {
            return new(answer, [], null);
        }

        var head = await answer.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var isPart = answer.Status == HttpStatusCode.PartialContent;
        if (isPart && answer.Request.Resume is not null)
        {
            return new(answer, head, null);
        }

        // The bytes nearly always show the format. Only if they do not, the headers are needed.
        var format = isPart ? null
            : AudioFormat.Detect(head)
                ?? AudioFormat.Decide(head, answer.Header("Content-Type"), ContentDispositionName.Read(answer.Header("Content-Disposition")));
        return format is not null ? new(answer, head, format) : throw FindError(answer, head) ?? NotAudio(answer, head);
    }

    private static WellcloudException NotAudio(ServiceAnswer answer, byte[] head)
    {
        var id = answer.Request.Target;
        var message = head.Length == 0 ? string.Format(Messages.EmptyAudio, id) : string.Format(Messages.NotAudio, id, FindText(head) ?? Messages.NotAudioOther);
        return Invalid(answer, message, BodyKind.IsHtml(head) ? FaultReason.WebPage : FaultReason.None);
    }
}

using System.Net;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Batch;

/// <summary>A response that brings a batch: a zip, audio, or a file of another kind.</summary>
internal sealed class BatchAnswer : FileAnswer
{
    private BatchAnswer(ServiceAnswer answer, byte[] head)
        : base(answer, head)
    {
    }

    /// <summary>Whether it is a zip.</summary>
    public bool IsZip => BodyKind.IsZip(Head);

    /// <summary>The audio format; null when it is not audio.</summary>
    public AudioFormat? Audio => AudioFormat.Detect(Head);

    /// <summary>The file name that the service suggests, made safe; null when it suggests none.</summary>
    public string? Name => ContentDispositionName.Read(Answer.Header("Content-Disposition"));

    /// <summary>Asks for the batch, once.</summary>
    /// <param name="client">The service.</param>
    /// <param name="query">Passed on to the service, from the question mark on; the vendor documents no parameters.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="WellcloudException">The service sent an error, JSON, HTML, only a part of the batch, or nothing.</exception>
    public static Task<BatchAnswer> OpenAsync(WellcloudClient client, string query, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(ServiceSubject.Batch, ServiceUri.Batch(client.BaseUri, query));
        return client.SendAsync(request, answer => ReadAsync(answer, cancellationToken), cancellationToken);
    }

    private static async Task<BatchAnswer> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        var head = await answer.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (FindError(answer, head) is { } error)
        {
            throw error;
        }

        var wrong = FindText(head)
            ?? (answer.Status is HttpStatusCode.PartialContent ? Messages.UnaskedPart
            : head.Length == 0 ? Messages.EmptyAnswer
            : null);
        return wrong is null ? new(answer, head) : throw Invalid(answer, string.Format(Messages.NoBatch, wrong));
    }
}

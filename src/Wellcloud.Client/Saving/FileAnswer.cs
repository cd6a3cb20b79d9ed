using System.Buffers;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>A response that brings a file: its first bytes are read, the rest is still to come. Disposing it frees the connection.</summary>
internal abstract class FileAnswer(ServiceAnswer answer, byte[] head) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>What errors are about.</summary>
    public string Target => Answer.Request.Target;

    /// <summary>The size of the file; null when the service does not announce it, or counts encoded bytes.</summary>
    public virtual long? Length => Answer.IsCoded ? null : Answer.Headers.ContentLength;

    /// <summary>Whether only the end of the connection ends the body, so that nothing shows whether it is complete.</summary>
    public bool EndsWithConnection =>
        Answer.Headers.ContentLength is null && Answer.Response.Headers.TransferEncodingChunked != true && Answer.Response.Version.Major < 2;

    /// <summary>The response.</summary>
    protected ServiceAnswer Answer { get; } = answer;

    /// <summary>The first bytes.</summary>
    protected byte[] Head { get; } = head;

    /// <summary>Adds the bytes to a partial file.</summary>
    public async Task SaveAsync(PartialFile file, TransferProgress progress, CancellationToken cancellationToken)
    {
        file.Append(Head, Head.Length);
        progress.Add(Head.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await Answer.Body.ReadAsync(buffer, 0, BufferSize, cancellationToken).ConfigureAwait(false)) > 0)
            {
                file.Append(buffer, read);
                progress.Add(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes the bytes to a stream, the first ones at once.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(Head, 0, Head.Length, cancellationToken).ConfigureAwait(false);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
        await Answer.Body.CopyToAsync(target, 81920, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Answer.Body.Dispose();

    /// <summary>Returns the error that the service sent in place of a file; null when it sent none.</summary>
    protected static WellcloudException? FindError(ServiceAnswer answer, byte[] head) =>
        BodyKind.IsJson(head) ? ServiceError.Find(answer, head) : null;

    /// <summary>Returns the words for a body that cannot be a file of audio; null when it may be one.</summary>
    protected static string? FindText(byte[] head) =>
        BodyKind.IsJson(head) ? Messages.NotAudioJson
        : BodyKind.IsHtml(head) ? Messages.NotAudioHtml
        : null;

    /// <summary>Returns the fault for a response that is not what was asked for.</summary>
    protected static WellcloudException Invalid(ServiceAnswer answer, string message, FaultReason reason = FaultReason.None) => new(WellcloudError.InvalidResponse, message)
    {
        Target = answer.Request.Target,
        StatusCode = (int)answer.Status,
        RedirectedTo = answer.Request.RedirectedTo?.Authority,
        Reason = reason,
    };
}

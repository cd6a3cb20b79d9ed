using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>The body of a response: throws when it stalls or is cut off, and frees the connection when disposed.</summary>
internal sealed class BodyStream : ReadOnlyStream
{
    private readonly ServiceRequest _request;
    private readonly HttpResponseMessage _response;
    private readonly Stream _inner;
    private readonly StallWatch _watch;
    private readonly TimeSpan _limit;
    private readonly long? _announced;
    private readonly CancellationToken _stopped;
    private long _received;

    public BodyStream(ServiceRequest request, HttpResponseMessage response, Stream inner, StallWatch watch, TimeSpan limit)
    {
        (_request, _response, _inner, _watch, _limit, _stopped) = (request, response, inner, watch, limit, watch.Token);
        _announced = ContentCoding.Of(response.Content) is null ? response.Content.Headers.ContentLength : null;
#if !NET8_0_OR_GREATER
        // The streams of .NET Framework check the token only before a read.
        watch.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _watch.Arm();
        try
        {
            using var _ = cancellationToken.CanBeCanceled && cancellationToken != _watch.Token
                ? cancellationToken.Register(static state => ((StallWatch)state!).Cancel(), _watch)
                : default;
            return CheckLength(await _inner.ReadAsync(buffer, offset, count, _watch.Token).ConfigureAwait(false), count);
        }
        catch (Exception exception) when (Translate(exception, cancellationToken) is { } fault)
        {
            throw fault;
        }
        finally
        {
            _watch.Disarm();
        }
    }

#if NET8_0_OR_GREATER
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _watch.Arm();
        try
        {
            using var _ = cancellationToken.CanBeCanceled
                ? cancellationToken.UnsafeRegister(static state => ((StallWatch)state!).Cancel(), _watch)
                : default;
            return CheckLength(await _inner.ReadAsync(buffer, _watch.Token).ConfigureAwait(false), buffer.Length);
        }
        catch (Exception exception) when (Translate(exception, cancellationToken) is { } fault)
        {
            throw fault;
        }
        finally
        {
            _watch.Disarm();
        }
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _response.Dispose();
            _watch.Dispose();
        }

        base.Dispose(disposing);
    }

    private int CheckLength(int read, int asked)
    {
        _received += read;
        return read > 0 || asked == 0 || _announced is null || _received >= _announced
            ? read
            : throw TransportFault.CutOff(_request, _received, null);
    }

    private Exception? Translate(Exception exception, CancellationToken caller) => exception switch
    {
        WellcloudException => null,
        _ when _watch.Expired => TransportFault.Stalled(_request, _limit, exception),
        _ when _stopped.IsCancellationRequested || caller.IsCancellationRequested =>
            new OperationCanceledException(exception.Message, exception, caller.IsCancellationRequested ? caller : _stopped),
        ObjectDisposedException => new WellcloudException(WellcloudError.NotConnected, Messages.NotConnected, exception),
        _ => TransportFault.CutOff(_request, _received, exception),
    };
}

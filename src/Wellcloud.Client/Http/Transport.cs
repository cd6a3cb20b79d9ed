using System.Diagnostics;
using System.Net;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Sends requests with the token of the session, and returns successful responses only.</summary>
internal sealed class Transport(HttpClient http, WellcloudClientOptions options, SessionProxy? proxy = null) : IDisposable
{
    private volatile bool _hasAnswered;

    /// <summary>Sends a request, and again with another token when its token is refused and can be renewed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokens">Supplies the token; null for the login itself.</param>
    /// <param name="read">Takes over the response, its body included. What it throws counts as a fault of the request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<T> SendAsync<T>(
        ServiceRequest request, TokenSource? tokens, Func<ServiceAnswer, Task<T>> read, CancellationToken cancellationToken)
    {
        if (tokens is null)
        {
            return await ExchangeAsync(request, null, read, cancellationToken).ConfigureAwait(false);
        }

        request = request with { Tokens = tokens };
        string? refused = null;
        for (var renewals = 0; ; renewals++)
        {
            string token;
            try
            {
                token = refused is null
                    ? await tokens.GetAsync(request.Observer, cancellationToken).ConfigureAwait(false)
                    : await tokens.RenewAsync(refused, request.Observer, cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectDisposedException exception)
            {
                // The session was closed meanwhile.
                throw new WellcloudException(WellcloudError.NotConnected, Messages.NotConnected, exception);
            }

            try
            {
                var result = await ExchangeAsync(request, token, read, cancellationToken).ConfigureAwait(false);
                tokens.Accept(token);
                return result;
            }
            catch (WellcloudException fault) when (fault.Error is WellcloudError.AuthenticationFailed && tokens.CanRenew(renewals))
            {
                request.Observer?.Report(Messages.RenewingToken);
                refused = token;
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T> ExchangeAsync<T>(
        ServiceRequest request, string? token, Func<ServiceAnswer, Task<T>> read, CancellationToken cancellationToken)
    {
        if (token is { Length: > 0 })
        {
            request = request.Hiding(token);
        }

        var watch = new StallWatch(options.TimeProvider, options.OperationTimeout, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            var route = new Redirects(request);
            do
            {
                response?.Dispose();
                response = await SendAsync(request, route.Message(token), watch).ConfigureAwait(false);
            }
            while (route.Follow(response));
            request = request with { RedirectedTo = route.Elsewhere };

            // The head is there, so this does not wait. With a token here a stall would look like a cancellation by the caller.
            var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            var body = new BodyStream(request, response, ContentCoding.Open(request, response, stream), watch, options.OperationTimeout);
            if (!response.IsSuccessStatusCode && !(request.IfNoneMatch is not null && response.StatusCode == HttpStatusCode.NotModified))
            {
                throw await ServiceError.ReadAsync(request, response, body, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }

            return await read(new(request, response, body)).ConfigureAwait(false);
        }
        catch
        {
            response?.Dispose();
            watch.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ServiceRequest request, HttpRequestMessage message, StallWatch watch)
    {
        var clock = Stopwatch.StartNew();
        watch.Arm();
        try
        {
            var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
            _hasAnswered = true;
            request.Observer?.Report(string.Format(
                Messages.Exchanged, message.Method, ServiceRequest.Printable(message.RequestUri!), (int)response.StatusCode, clock.ElapsedMilliseconds));
            return response;
        }
        catch (Exception exception) when (watch.Expired)
        {
            throw TransportFault.Stalled(request, options.OperationTimeout, exception);
        }
        catch (OperationCanceledException exception) when (!watch.Token.IsCancellationRequested)
        {
            throw exception.InnerException is TimeoutException
                ? TransportFault.NoConnection(request with { Hop = message.RequestUri! }, proxy?.Find(message.RequestUri!), options.ConnectionTimeout, exception)
                : new WellcloudException(WellcloudError.NotConnected, Messages.NotConnected, exception);
        }
        catch (Exception exception) when (watch.Token.IsCancellationRequested && exception is not OperationCanceledException)
        {
            // The platform closes a connection while it reads from it, and then any exception is possible.
            throw new OperationCanceledException(exception.Message, exception, watch.Token);
        }
        catch (ObjectDisposedException exception)
        {
            throw new WellcloudException(WellcloudError.NotConnected, Messages.NotConnected, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the platform throws here, no response came.
            throw TransportFault.NoResponse(request with { Hop = message.RequestUri! }, proxy?.Find(message.RequestUri!), exception, mayPass: options.RetriesFirstConnection || _hasAnswered);
        }
        finally
        {
            watch.Disarm();
        }
    }
}

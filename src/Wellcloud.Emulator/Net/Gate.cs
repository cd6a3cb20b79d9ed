using Microsoft.AspNetCore.Http;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Faults;
using Wellcloud.Emulator.Log;
using Endpoint = Wellcloud.Emulator.Endpoints.Endpoint;

namespace Wellcloud.Emulator.Net;

/// <summary>Handles each request: log, token, faults, answer.</summary>
internal sealed class Gate(
    EmulatorOptions options, Service service, TokenBook tokens, FaultBook book, FaultEffects effects, RequestLog log, CancellationToken stopping)
{
    private readonly AnswerSender _sender = new(options);
    private readonly long _started = options.TimeProvider.GetTimestamp();

    /// <summary>The answer to a request without a valid token.</summary>
    public static Answer Unauthorized { get; } = Answer.Error(401, "token is invalid or has expired");

    private bool IsDown =>
        options.Outage > TimeSpan.Zero && options.TimeProvider.GetElapsedTime(_started).Ticks / options.Outage.Ticks % 2 == 1;

    public async Task HandleAsync(HttpContext http, RawConnection raw)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var request = ServiceRequest.From(http, raw.Origin, options.PathBase);
        var authorized = tokens.Accepts(request.Token);
        var entry = request.ToEntry(authorized);
        log.Begin(entry);
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, options.TimeProvider, ending.Token).ConfigureAwait(false);
            }

            var answer = await AnswerAsync(request, authorized, ending.Token).ConfigureAwait(false);
            entry.Status = answer.Delivery is { HasHead: false } ? 0 : answer.Status;
            await _sender.SendAsync(http, raw, answer, entry, ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            entry.Aborted = true;
            http.Abort();
        }
        finally
        {
            log.End();
        }
    }

    private async Task<Answer> AnswerAsync(ServiceRequest request, bool authorized, CancellationToken ct)
    {
        if (IsDown)
        {
            return Answer.Error(503, "the service is down");
        }

        var open = request.Endpoint is Endpoint.Token or Endpoint.Other || request.Origin == Origin.Second;
        if (!authorized && !open)
        {
            return Unauthorized;
        }

        var chain = book.Take(rule => effects.Matches(rule, request));
        foreach (var rule in chain)
        {
            request = FaultEffects.Shape(rule, request);
        }

        var answer = service.Reply(request);
        foreach (var rule in chain)
        {
            answer = await effects.ApplyAsync(rule, request, answer, ct).ConfigureAwait(false);
        }

        return answer;
    }
}

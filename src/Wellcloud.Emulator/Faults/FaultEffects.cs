using System.Globalization;
using System.IO.Compression;
using System.Text;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Log;
using Wellcloud.Emulator.Net;

namespace Wellcloud.Emulator.Faults;

/// <summary>What each kind of fault does to a request and to its answer.</summary>
internal sealed class FaultEffects(FaultBook book, TokenBook tokens, Redirects redirects, TimeProvider time)
{
    /// <summary>Whether a rule matches a request.</summary>
    public bool Matches(FaultRule rule, ServiceRequest request) =>
        (rule.Endpoint == Endpoint.Any || rule.Endpoint == request.Endpoint)
        && (rule.Id is null || rule.Id == request.Id)
        && (rule.Origin is { } origin ? origin == request.Origin : request.Origin is Origin.Main or Origin.Secure)
        && rule.Kind switch
        {
            FaultKind.IgnoreRange or FaultKind.RefuseRange or FaultKind.WrongRange => request.Range is not null,
            FaultKind.Redirect => redirects.IsDue(rule, request),
            FaultKind.ProxyAuthentication => false,
            _ => true,
        };

    /// <summary>Returns the request as a faulty service would misread it.</summary>
    public static ServiceRequest Shape(FaultRule rule, ServiceRequest request) => rule.Kind switch
    {
        FaultKind.IgnoreRange => request with { Range = null, IfRange = null },
        FaultKind.ChangeETag => request with { Version = rule.Hits },
        FaultKind.WrongRange when rule.RangeError == RangeError.Shifted => request with { RangeShift = rule.Bytes ?? 1 },
        _ => request,
    };

    /// <summary>Returns the answer with the fault.</summary>
    public async Task<Answer> ApplyAsync(FaultRule rule, ServiceRequest request, Answer answer, CancellationToken ct)
    {
        switch (rule.Kind)
        {
            case FaultKind.Delay:
                await Task.Delay(rule.Delay ?? TimeSpan.Zero, time, ct).ConfigureAwait(false);
                return answer;
            case FaultKind.CutBody or FaultKind.CutChunked or FaultKind.ResetMidBody or FaultKind.StallBody or FaultKind.CloseDelimited:
                return answer with { Delivery = await BrokenOffAsync(rule, answer, ct).ConfigureAwait(false) };
            case FaultKind.StallBeforeHeaders:
                return answer with { Delivery = new Delivery { HasHead = false, Ending = Ending.Stall, Stalled = () => book.HasStalled(rule) } };
            case FaultKind.CloseBeforeHeaders:
                return answer with { Delivery = new Delivery { HasHead = false } };
            case FaultKind.ResetBeforeHeaders:
                return answer with { Delivery = new Delivery { HasHead = false, Ending = Ending.Reset } };
            case FaultKind.WrongLength:
                return answer with { Delivery = DeliveryOf(answer) with { Framing = Framing.Length, LengthError = rule.LengthError ?? 10 } };
            case FaultKind.SlowBody:
                return answer with { Delivery = Slow(rule, answer) };
            case FaultKind.ExpireToken:
                tokens.Revoke(request.Token);
                return rule.When == TokenExpiry.Before ? Gate.Unauthorized : answer;
            case FaultKind.Redirect:
                return redirects.Reply(rule, request);
            default:
                return Change(rule, answer);
        }
    }

    private Answer Change(FaultRule rule, Answer answer) => rule.Kind switch
    {
        FaultKind.Status => Status(rule, rule.Status ?? 500),
        FaultKind.CodeInBody => Coded(rule),
        FaultKind.RetryAfterSeconds => Status(rule, rule.Status ?? 429)
            .With("Retry-After", (rule.Seconds ?? 1).ToString(CultureInfo.InvariantCulture)),
        FaultKind.RetryAfterDate => Status(rule, rule.Status ?? 429)
            .With("Retry-After", time.GetUtcNow().AddSeconds(rule.Seconds ?? 1).ToString("R", CultureInfo.InvariantCulture)),
        FaultKind.NoLength => answer with { AnnounceLength = false },
        FaultKind.RefuseRange => Answer.Error(416, "range not satisfiable"),
        FaultKind.WrongRange => WrongRange(rule, answer),
        FaultKind.WeakETag => answer.Headers.TryGetValue("ETag", out var etag) ? answer.With("ETag", "W/" + etag) : answer,
        FaultKind.NoValidator => answer.With("ETag", null).With("Last-Modified", null),
        FaultKind.NoRangeSupport => answer.With("ETag", null).With("Last-Modified", null).With("Accept-Ranges", null),
        FaultKind.Html => Answer.Of(
            rule.Status ?? 200,
            BytesBody.Of(rule.Body ?? "<!DOCTYPE html><html><head><title>Login</title></head><body>Please log in.</body></html>"),
            rule.ContentType ?? "text/html;charset=utf-8"),
        FaultKind.Empty => answer.With("Content-Range", null) with { Status = rule.Status ?? 200, Body = BytesBody.Empty },
        FaultKind.WrongContentType => answer.With("Content-Type", rule.ContentType == "" ? null : rule.ContentType ?? "text/plain"),
        FaultKind.Bom => answer with { Body = EncodedBody.WithBom(answer.Body) },
        FaultKind.Gzip => Encoded(answer, "gzip", s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true)),
        FaultKind.Deflate => Encoded(answer, "deflate", s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true)),
        FaultKind.Brotli => Encoded(answer, "br", s => new BrotliStream(s, CompressionLevel.Fastest, leaveOpen: true)),
        FaultKind.BrokenJson => answer with
        {
            Body = BytesBody.Of("[{\"id\": \"1\", \"callDirection\": \"Inbound\"}, {\"id\": \"2\", \"callLength\": , \"state\"}]"),
        },
        FaultKind.WrappedRows => answer.Body is ListingBody rows ? answer with { Body = rows.Wrap() } : answer,
        FaultKind.GarbageRows => answer.Body is ListingBody rows ? answer with { Body = rows.With(OddRows.Write) } : answer,
        FaultKind.DuplicateRows => answer.Body is ListingBody rows ? answer with { Body = rows.Twice() } : answer,
        FaultKind.Disposition => Disposition(rule, answer),
        _ => answer,
    };

    private static Answer Status(FaultRule rule, int status) => status is 204 or 304
        ? new Answer { Status = status, Body = BytesBody.Empty, AnnounceLength = false }
        : rule.Body is null ? Answer.Error(status, rule.Message ?? $"emulated fault {status}", rule.Code)
        : Answer.Of(status, BytesBody.Of(rule.Body), rule.ContentType ?? Answer.Json);

    private static Answer Coded(FaultRule rule)
    {
        var code = rule.Code ?? "500";
        var answer = Answer.Error(rule.Status ?? 200, rule.Message ?? $"emulated fault {code}", code);
        return rule.ContentType is null ? answer : answer.With("Content-Type", rule.ContentType);
    }

    private static Answer Encoded(Answer answer, string coding, Func<System.IO.Stream, System.IO.Stream> encoder) =>
        (answer with { Body = new EncodedBody(answer.Body, encoder) }).With("Content-Encoding", coding);

    // As the web server would send it, except for what the caller changes.
    private static Delivery DeliveryOf(Answer answer) => answer.Delivery ?? new Delivery
    {
        Framing = answer is { AnnounceLength: true, Body.Length: not null } ? Framing.Length : Framing.Chunked,
    };

    private static Answer WrongRange(FaultRule rule, Answer answer)
    {
        if (!answer.Headers.TryGetValue("Content-Range", out var range) || rule.RangeError == RangeError.Shifted)
        {
            return answer;
        }

        return answer.With("Content-Range", rule.RangeError == RangeError.NoContentRange ? null : range + "0");
    }

    private static Answer Disposition(FaultRule rule, Answer answer)
    {
        // The web server refuses bytes beyond ASCII in a header.
        var encoding = rule.Encoding is "gbk" ? BatchBody.Gbk : Encoding.GetEncoding(rule.Encoding ?? "utf-8");
        return answer.With("Content-Disposition", rule.Body) with { HeaderEncoding = encoding, Delivery = DeliveryOf(answer) };
    }

    private static Delivery Slow(FaultRule rule, Answer answer) => DeliveryOf(answer) with
    {
        StepBytes = (int)(rule.Bytes ?? 1024),
        StepPause = rule.Delay ?? TimeSpan.FromMilliseconds(10),
    };

    private async Task<Delivery> BrokenOffAsync(FaultRule rule, Answer answer, CancellationToken ct) => DeliveryOf(answer) with
    {
        Framing = rule.Kind switch
        {
            FaultKind.CutChunked => Framing.Chunked,
            FaultKind.CloseDelimited => Framing.Close,
            _ => Framing.Length,
        },
        StopAfter = await PlaceAsync(rule, answer.Body, ct).ConfigureAwait(false),
        Ending = rule.Kind switch
        {
            FaultKind.ResetMidBody => Ending.Reset,
            FaultKind.StallBody => Ending.Stall,
            _ => Ending.Close,
        },
        Stalled = () => book.HasStalled(rule),
    };

    private static async Task<long?> PlaceAsync(FaultRule rule, AnswerBody body, CancellationToken ct)
    {
        if (rule.Bytes >= 0)
        {
            return rule.Bytes;
        }

        if (rule.Kind == FaultKind.CloseDelimited && rule.Bytes is null && rule.Fraction is null)
        {
            return null;
        }

        var length = await body.MeasureAsync(ct).ConfigureAwait(false);
        return rule.Bytes is { } fromEnd ? Math.Max(0, length + fromEnd) : (long)(length * (rule.Fraction ?? 0.5));
    }
}

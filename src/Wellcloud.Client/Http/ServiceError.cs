using System.Text;
using System.Text.Json;
using Wellcloud.Client.Files;
using Wellcloud.Client.Json;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Reads the service's errors, which come as a status, as <c>{"message":…,"code":…}</c> in a body, or as both.</summary>
internal static class ServiceError
{
    private const int MaximumBytes = 64 * 1024;
    private const int MaximumMessageLength = 300;

    /// <summary>Returns the error of a response whose status is an error.</summary>
    public static async Task<WellcloudException> ReadAsync(ServiceRequest request, HttpResponseMessage response, Stream body, TimeProvider time, CancellationToken cancellationToken)
    {
        var (code, words) = (default(int?), default(string));
        try
        {
            var head = await body.ReadUpToAsync(MaximumBytes, cancellationToken).ConfigureAwait(false);
            var text = TextOf(response, head);
            (code, words) = ParseJson(text) ?? (null, PlainText(text));
        }
        catch (WellcloudException)
        {
            // The body cannot be read: the status has to be enough.
        }

        return Make(request, (int)response.StatusCode, code, words, RetryAfterOf(response, time));
    }

    /// <summary>Returns the error that a body holds in place of what was asked for, whatever the status says.</summary>
    /// <returns>Null when the body is not an error of the service.</returns>
    public static WellcloudException? Find(ServiceAnswer answer, ReadOnlyMemory<byte> body)
    {
        var (code, words) = ParseJson(TextOf(answer.Response, body.ToArray())) ?? default;
        return code is null && words is null ? null : Make(answer.Request, (int)answer.Status, code, words, null);
    }

    /// <summary>Returns the error for a status and what the body says.</summary>
    public static WellcloudException Make(ServiceRequest request, int status, int? bodyCode, string? words, TimeSpan? retryAfter)
    {
        // With these codes the service itself says that a recording is gone, whatever the status. With any other code, an error status has priority.
        var isAboutOne = request.Subject is ServiceSubject.Recording or ServiceSubject.Call;
        var isOwnWord = request.RedirectedTo is null && (bodyCode is 425 or 448 || (bodyCode is 404 && isAboutOne));
        var code = isOwnWord || status < 400 ? bodyCode ?? status : status;
        var (error, text) = code switch
        {
            // The host that the service redirects to knows neither its tokens nor its recordings.
            401 or 403 when request.RedirectedTo is not null => (WellcloudError.PermissionDenied, Messages.PermissionDeniedElsewhere),
            404 or 410 or 425 or 448 when request.RedirectedTo is not null => (WellcloudError.UnexpectedStatus, Messages.UnexpectedStatusElsewhere),
            401 => (WellcloudError.AuthenticationFailed, request.Tokens?.Refusal ?? Messages.AuthenticationFailed),
            403 => (WellcloudError.PermissionDenied, Messages.PermissionDenied),
            425 => (WellcloudError.RecordingNotFound, Messages.RecordingNotFound),
            404 when isOwnWord => (WellcloudError.RecordingNotFound, Messages.RecordingNotFound),
            448 => (WellcloudError.RecordingFileMissing, Messages.RecordingFileMissing),
            407 => (WellcloudError.UnexpectedStatus, Messages.ProxyLogin),
            429 => (WellcloudError.TooManyRequests, Messages.TooManyRequests),
            >= 500 => (WellcloudError.ServerError, Messages.ServerError),
            _ when status < 300 || (status < 400 && bodyCode >= 400) => (WellcloudError.ServerError, Messages.ServerError),
            _ => (WellcloudError.UnexpectedStatus, Messages.UnexpectedStatus),
        };
        words = words is null ? null : Clean(request.Redact(words));
        var message = string.Format(text, request.Target, code, request.RedirectedTo?.Authority);
        return new(error, words is null ? message : string.Format(Messages.ServerSays, message, words))
        {
            Target = request.Target,
            StatusCode = code,
            RedirectedTo = request.RedirectedTo?.Authority,
            Reason = code == 407 ? FaultReason.ProxyLogin
                : error is WellcloudError.AuthenticationFailed && request.Subject is ServiceSubject.Login ? FaultReason.Login
                : FaultReason.None,
            ServerMessage = words,
            RetryAfter = retryAfter,
            IsTransient = code is 408 or 429 or >= 500,
        };
    }

    /// <summary>Returns the text of a body in UTF-8. An unknown encoding is guessed, as it is for names.</summary>
    private static ReadOnlyMemory<byte> TextOf(HttpResponseMessage response, byte[] body) =>
        JsonEncoding.ToUtf8(body, Charset.OfError(response)) is var text && !text.Equals(body) ? text : Encoding.UTF8.GetBytes(NameBytes.Read(body));

    private static (int? Code, string? Words)? ParseJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(ByteOrderMark.Skip(body));
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object ? (Number(root, "code"), Text(root, "message")) : (null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? PlainText(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(ByteOrderMark.Skip(body).ToArray()).Trim();
        return text.Length is 0 or > MaximumMessageLength || text[0] is '<' or '{' || text.IndexOf('\0') >= 0 ? null : text;
    }

    private static string? Text(JsonElement root, string name)
    {
        try
        {
            return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair; the code beside it is still of use.
            return null;
        }
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && int.TryParse(value.ToString(), out var number) ? number : null;

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait is { } span ? (span > TimeSpan.Zero ? span : TimeSpan.Zero) : null;
    }

    /// <summary>Returns the server's message in one line, without control characters that a terminal would obey.</summary>
    public static string Clean(string words)
    {
        var line = new StringBuilder(Math.Min(words.Length, MaximumMessageLength));
        foreach (var character in words)
        {
            if (line.Length == MaximumMessageLength)
            {
                return line.Append('…').ToString();
            }

            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString().Trim();
    }
}

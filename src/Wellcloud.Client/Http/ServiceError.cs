using System.Text;
using System.Text.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Reads the service's errors, which come as a status, as <c>{"message":…,"code":…}</c> in a body, or as both.</summary>
internal static class ServiceError
{
    private const int MostBytes = 64 * 1024;
    private const int MostWords = 300;

    /// <summary>The error of an answer whose status says that it is one.</summary>
    public static async Task<WellcloudException> ReadAsync(ServiceRequest request, HttpResponseMessage response, Stream body, TimeProvider time, CancellationToken cancellationToken)
    {
        var (code, words) = (default(int?), default(string));
        try
        {
            var head = await ReadHeadAsync(body, cancellationToken).ConfigureAwait(false);
            (code, words) = ParseJson(head) ?? (null, UnescapedRun(head));
        }
        catch (WellcloudException)
        {
            // The status alone has to do.
        }

        return Make(request, (int)response.StatusCode, code, words, RetryAfterOf(response, time));
    }

    /// <summary>The error in a body that should have been something else, whatever the status said.</summary>
    /// <returns>Null when the body is no error of the service's.</returns>
    public static async Task<WellcloudException?> ReadAsync(ServiceRequest request, int status, Stream body, CancellationToken cancellationToken)
    {
        var (code, words) = ParseJson(await ReadHeadAsync(body, cancellationToken).ConfigureAwait(false)) ?? default;
        return code is null && words is null ? null : Make(request, status, code, words, null);
    }

    /// <summary>The error for a status and what the body said.</summary>
    public static WellcloudException Make(ServiceRequest request, int status, int? bodyCode, string? words, TimeSpan? retryAfter)
    {
        // 425 and 448 are the service's own and may hide behind any status; otherwise a status that is an error speaks for itself.
        var code = bodyCode is 425 or 448 || status < 400 ? bodyCode ?? status : status;
        var (error, text) = code switch
        {
            401 => (WellcloudError.AuthenticationFailed, Messages.AuthenticationFailed),
            403 => (WellcloudError.PermissionDenied, Messages.PermissionDenied),
            425 => (WellcloudError.RecordingNotFound, Messages.RecordingNotFound),
            404 when request.Subject is ServiceSubject.Recording or ServiceSubject.Call => (WellcloudError.RecordingNotFound, Messages.RecordingNotFound),
            448 => (WellcloudError.RecordingFileMissing, Messages.RecordingFileMissing),
            429 => (WellcloudError.TooManyRequests, Messages.TooManyRequests),
            >= 500 => (WellcloudError.ServerError, Messages.ServerError),
            _ when status < 300 || (status < 400 && bodyCode >= 400) => (WellcloudError.ServerError, Messages.ServerError),
            _ => (WellcloudError.UnexpectedStatus, Messages.UnexpectedStatus),
        };
        words = words is null ? null : Clean(request.Redact(words));
        var message = string.Format(text, request.Target, code);
        return new(error, words is null ? message : string.Format(Messages.ServerSays, message, words))
        {
            Target = request.Target,
            StatusCode = code,
            ServerMessage = words,
            RetryAfter = retryAfter,
            IsTransient = code is 408 or 429 or >= 500,
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadHeadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        return buffer.AsMemory(0, length);
    }

    private static (int? Code, string? Words)? ParseJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(WithoutMark(body));
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object ? (Number(root, "code"), Text(root, "message")) : (null, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? UnescapedRun(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(WithoutMark(body).ToArray()).Trim();
        return text.Length is 0 or > MostWords || text[0] is '<' or '{' || text.IndexOf('\0') >= 0 ? null : text;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return body.Span.StartsWith(mark) ? body.Slice(mark.Length) : body;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && int.TryParse(value.ToString(), out var number) ? number : null;

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait is { } span ? (span > TimeSpan.Zero ? span : TimeSpan.Zero) : null;
    }

    /// <summary>The server's words in one line that no terminal takes for a command.</summary>
    private static string Clean(string words)
    {
        var line = new StringBuilder(Math.Min(words.Length, MostWords));
        foreach (var character in words)
        {
            if (line.Length == MostWords)
            {
                return line.Append('…').ToString();
            }

            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString().Trim();
    }
}

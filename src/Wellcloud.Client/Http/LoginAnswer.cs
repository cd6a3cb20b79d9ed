using System.Text.Json;
using Wellcloud.Client.Files;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Reads <c>{"token":"…"}</c> (vendor's page on tokens).</summary>
internal static class LoginAnswer
{
    private const int MaximumBytes = 64 * 1024;

    public static async Task<Secret> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        using var body = answer.Body;
        var bytes = await body.ReadUpToAsync(MaximumBytes, cancellationToken).ConfigureAwait(false);
        var text = JsonEncoding.ToUtf8(bytes, Charset.OfError(answer.Response));
        if (Token(text) is { Length: > 0 } token)
        {
            var secret = Secret.From(token);
            if (secret.IsToken)
            {
                return secret;
            }

            secret.Dispose();
        }

        throw ServiceError.Find(answer, bytes)
            ?? new WellcloudException(WellcloudError.InvalidResponse, Messages.InvalidLogin) { Target = answer.Request.Target };
    }

    private static string? Token(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(ByteOrderMark.Skip(text));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("token", out var token)
                && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

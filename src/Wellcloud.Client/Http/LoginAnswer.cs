using System.Text.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Reads <c>{"token":"…"}</c> (vendor's page on tokens).</summary>
internal static class LoginAnswer
{
    private const int MostBytes = 64 * 1024;

    public static async Task<Secret> ReadAsync(ServiceAnswer answer, CancellationToken cancellationToken)
    {
        using var body = answer.Body;
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while (text.Length < MostBytes && (read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            text.Write(buffer, 0, read);
        }

        text.Position = 0;
        if (Token(text) is { Length: > 0 } token)
        {
            return Secret.From(token);
        }

        text.Position = 0;
        throw await ServiceError.ReadAsync(answer.Request, (int)answer.Status, text, cancellationToken).ConfigureAwait(false)
            ?? new WellcloudException(WellcloudError.InvalidResponse, Messages.InvalidLogin) { Target = answer.Request.Target };
    }

    private static string? Token(Stream text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("token", out var token)
                && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

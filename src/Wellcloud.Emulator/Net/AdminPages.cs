using System.Globalization;
using System.Text.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Audio;
using Wellcloud.Emulator.Endpoints;
using Wellcloud.Emulator.Faults;
using Wellcloud.Emulator.Log;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Net;

/// <summary>The emulator's pages under <c>/_emulator</c>, for tests in another process.</summary>
internal sealed class AdminPages(EmulatedTenant tenant, EmulatedAudio audio, FaultBook book, RequestLog log, TokenBook tokens)
{
    public const string Root = "/_emulator";

    public async Task HandleAsync(HttpContext http)
    {
        var segments = http.Request.Path.Value![Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (http.Request.Method, segments)
        {
            case ("GET", ["faults"]):
                await http.Response.WriteAsJsonAsync(book.Rules, FaultRule.JsonOptions).ConfigureAwait(false);
                break;
            case ("POST", ["faults"]):
                await AddFaultsAsync(http).ConfigureAwait(false);
                break;
            case ("GET", ["stalls"]):
                _ = int.TryParse(http.Request.Query["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
                await book.WaitForStallsAsync(Math.Max(1, count), http.RequestAborted).ConfigureAwait(false);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("DELETE", ["faults"]):
                book.Clear();
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("GET", ["requests"]):
                if (http.Request.Query.ContainsKey("idle"))
                {
                    await log.WhenIdleAsync(http.RequestAborted).ConfigureAwait(false);
                }

                await http.Response.WriteAsJsonAsync(new { log.Active, log.MaxActive, Requests = log.ToList() }, FaultRule.JsonOptions)
                    .ConfigureAwait(false);
                break;
            case ("DELETE", ["requests"]):
                log.Clear();
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("POST", ["tokens", "expire"]):
                tokens.RevokeIssued();
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("GET", ["recordings", var text])
                when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < tenant.Count:
                await DescribeAsync(http, tenant[index]).ConfigureAwait(false);
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task AddFaultsAsync(HttpContext http)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body).ConfigureAwait(false);
            var rules = body.RootElement.ValueKind == JsonValueKind.Array
                ? body.Deserialize<List<FaultRule>>(FaultRule.JsonOptions)!
                : [body.Deserialize<FaultRule>(FaultRule.JsonOptions)!];
            rules.ForEach(rule => book.Add(rule));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException e)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(e.Message).ConfigureAwait(false);
        }
    }

    private async Task DescribeAsync(HttpContext http, EmulatedRecording recording)
    {
        var room = new byte[RowWriter.LongestRow];
        var row = Encoding.UTF8.GetString(room, 0, RowWriter.WriteListed(room, recording));
        var extra = recording.HasAudio
            ? $", \"audioLength\": {audio.Length(recording)}, \"audioSha256\": \"{audio.Sha256(recording)}\"}}"
            : ", \"audioLength\": 0, \"audioSha256\": null}";
        http.Response.ContentType = Answer.Json;
        await http.Response.WriteAsync(row[..^1] + extra).ConfigureAwait(false);
    }
}

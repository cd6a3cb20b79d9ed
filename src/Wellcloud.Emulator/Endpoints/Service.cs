using System.Globalization;
using Wellcloud.Emulator.Answers;
using Wellcloud.Emulator.Audio;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>The service without faults: the right answer to each request.</summary>
internal sealed class Service(EmulatorOptions options, EmulatedTenant tenant, EmulatedAudio audio, TokenBook tokens)
{
    private readonly RateLimit _limit = new(options);

    public Answer Reply(ServiceRequest request) => request.Endpoint switch
    {
        Endpoint.Recordings => Answer.Of(
            200, new ListingBody(tenant, 0, tenant.Count, RowWriter.WriteListed, options.Wrapped), Answer.Json),
        Endpoint.CallRecordings => OfCall(request),
        Endpoint.Audio => _limit.Refuse() ?? AudioOf(request),
        Endpoint.Batch => Answer.Of(200, new BatchBody(tenant, audio, options), "application/zip")
            .With("Content-Disposition", "attachment; filename=\"recordings.zip\""),
        Endpoint.Token => IssueToken(request),
        _ => Answer.Error(404, "RESTEASY003210: Could not find resource for full path"),
    };

    private Answer OfCall(ServiceRequest request)
    {
        var indexes = tenant.IndexesOfCall(request.Id!).ToList();
        var body = new ListingBody(tenant, indexes.FirstOrDefault(), indexes.Count, RowWriter.WriteOfCall, options.Wrapped);
        return Answer.Of(200, body, Answer.Json);
    }

    private Answer AudioOf(ServiceRequest request)
    {
        var index = request.AudioOfCall
            ? tenant.IndexesOfCall(request.Id!).Cast<int?>().FirstOrDefault()
            : tenant.IndexOf(request.Id!);
        if (index is null)
        {
            return Answer.Error(425, "no record for this recording id");
        }

        var recording = tenant.At(index.Value);
        return recording.HasAudio
            ? RangeOf(request, recording)
            : Answer.Error(448, "the recording file does not exist");
    }

    private Answer RangeOf(ServiceRequest request, EmulatedRecording recording)
    {
        var length = audio.Length(recording);
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{recording.Guid:N}-{length:x}-{request.Version}\"");
        var changed = recording.EndTime.AddHours(-8).AddSeconds(request.Version).ToString("R", CultureInfo.InvariantCulture);
        var current = request.IfRange is null || request.IfRange == etag || request.IfRange == changed;
        var range = current ? ByteRange.Parse(request.Range, length) : null;
        if (range is { } asked && (asked.From >= length || asked.To <= asked.From))
        {
            return Unsatisfiable(length);
        }

        var from = Math.Clamp((range?.From ?? 0) + (range is null ? 0 : request.RangeShift), 0, length - 1);
        var to = range?.To ?? length;
        var kind = request.Arguments["download"] == "true" ? "attachment" : "inline";
        var answer = Answer.Of(range is null ? 200 : 206, new AudioBody(audio, recording, from, to), "audio/mpeg")
            .With("Accept-Ranges", "bytes")
            .With("ETag", etag)
            .With("Last-Modified", changed)
            .With("Content-Disposition", string.Create(CultureInfo.InvariantCulture, $"{kind}; filename=\"{recording.StartTime:yyyyMMddHHmmss}_{recording.Id}.mp3\""));
        return range is null
            ? answer
            : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{length}"));
    }

    /// <summary>Returns the answer to a range past the end.</summary>
    public static Answer Unsatisfiable(long length) => Answer.Error(416, "range not satisfiable")
        .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}"));

    private Answer IssueToken(ServiceRequest request)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Answer.Error(500, "RESTEASY003065: Cannot consume content type");
        }

        var type = request.Arguments["type"].ToString();
        if (type is not ("tenant" or "partner"))
        {
            return Answer.Error(400, "type has to be tenant or partner");
        }

        return request.Arguments["appId"] == options.AppId && request.Arguments["appSecret"] == options.AppSecret
            ? Answer.Of(200, BytesBody.Of($"{{\"token\":\"{tokens.Issue()}\"}}"), Answer.Json)
            : Answer.Error(401, "appId or appSecret is wrong");
    }
}

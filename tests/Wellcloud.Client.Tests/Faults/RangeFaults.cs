using Xunit;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Faults while a download that was cut off is resumed. Halves of two different files must never be joined.</summary>
internal static class RangeFaults
{
    public static IEnumerable<FaultCase> OfAudio() =>
        from place in new[] { (Name: "in the middle", Bytes: (long?)null), ("before the last byte", -1) }
        from item in Of($"cut {place.Name}", place.Bytes)
        select item;

    private static IEnumerable<FaultCase> Of(string cut, long? bytes)
    {
        yield return Cut($"{cut}, the rest is given", bytes) with { Status = SaveStatus.Resumed, Check = AskedForRest };
        foreach (var (name, times) in new[] { ("once", (int?)1), ("always", null) })
        {
            yield return Cut($"{cut}, the range is ignored, {name}", bytes, new() { Kind = FaultKind.IgnoreRange, Times = times });
            yield return Cut($"{cut}, the range is refused, {name}", bytes, new() { Kind = FaultKind.RefuseRange, Times = times }) with { Requests = 3 };
            foreach (var error in new[] { RangeError.Shifted, RangeError.NoContentRange, RangeError.OtherTotal })
            {
                yield return Cut($"{cut}, the range is answered wrongly ({error}), {name}", bytes, new() { Kind = FaultKind.WrongRange, RangeError = error, Bytes = -1, Times = times })
                    with { Requests = 3 };
            }

            yield return Cut($"{cut}, an error in JSON comes as the rest, {name}", bytes, new() { Kind = FaultKind.CodeInBody, Code = "500", Status = 206, Times = times })
                with
                {
                    Requests = times is null ? 7 : 3,
                    Pauses = times ?? FaultCase.Retries,
                    Error = times is null ? WellcloudError.ServerError : null,
                };
        }

        yield return Chained($"{cut}, the validator changes", bytes, FaultKind.ChangeETag, FaultKind.CutBody) with { Check = AskedForRest };
        yield return Chained($"{cut}, the validator is weak", bytes, FaultKind.WeakETag, FaultKind.CutBody) with { Check = AskedForWhole };
        yield return Chained($"{cut}, there is no validator", bytes, FaultKind.NoValidator, FaultKind.CutBody) with { Check = AskedForWhole };
        yield return Chained($"{cut}, ranges are not supported", bytes, FaultKind.NoRangeSupport, FaultKind.CutBody) with { Check = AskedForWhole };
        yield return Chained($"{cut}, in gzip", bytes, FaultKind.Gzip, FaultKind.CutBody) with { Check = AskedForWhole };
        yield return Missing($"{cut}, then code 448", bytes, 448) with { Error = WellcloudError.RecordingFileMissing };
        yield return Missing($"{cut}, then code 425", bytes, 425) with { Error = WellcloudError.RecordingNotFound };
        yield return Cut($"{cut}, then HTML", bytes, new() { Kind = FaultKind.Html }) with { Error = WellcloudError.InvalidResponse };
    }

    private static FaultCase Cut(string fault, long? bytes, FaultRule? then = null) => new(Endpoint.Audio, fault)
    {
        Rules = () =>
        [
            new() { Kind = FaultKind.CutBody, Endpoint = Endpoint.Audio, Bytes = bytes, Times = 1 },
            .. then is null ? (IEnumerable<FaultRule>)[] : [then with { Endpoint = Endpoint.Audio }],
        ],
        Requests = 2,
        Pauses = 1,
    };

    private static FaultCase Chained(string fault, long? bytes, FaultKind first, FaultKind second) => new(Endpoint.Audio, fault)
    {
        Rules = () => [new() { Kind = first, Endpoint = Endpoint.Audio, Times = 1, And = new() { Kind = second, Bytes = bytes } }],
        Requests = 2,
        Pauses = 1,
    };

    private static FaultCase Missing(string fault, long? bytes, int code) =>
        Cut(fault, bytes, new() { Kind = FaultKind.CodeInBody, Code = code.ToString() });

    private static void AskedForRest(IReadOnlyList<LoggedRequest> requests)
    {
        Assert.Null(requests[0].Range);
        Assert.Equal($"bytes={requests[0].BytesSent}-", requests[1].Range);
        Assert.NotNull(requests[1].IfRange);
    }

    private static void AskedForWhole(IReadOnlyList<LoggedRequest> requests) => Assert.All(requests, request => Assert.Null(request.Range));
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Wellcloud.Client.Tests.Json;

/// <summary>Rows as no service should send them, but may: the contract's fields and others, with values of every kind.</summary>
internal static class OddRows
{
    private static readonly string[] _names =
    [
        "id", "ani", "dnis", "callDirection", "startTime", "endTime", "callLength", "fileSize", "fileName", "deviceId", "agentId", "agentName",
        "callId", "tenantId", "state", "ID", "", "queue", "\\u0073tate", "名", "root", "a\\\"b", "\\ud800",
    ];

    private static readonly string[] _values =
    [
        "null", "true", "false", "0", "-0", "7", "10", "-3", "10.6", "1e3", "2147483648", "9223372036854775808", "1e999", "1517213303000",
        "\"\"", "\" \"", "\"10\"", "\"Success\"", "\"success\"", "\"FAIL\"", "\"Fail\"", "\"Inbound\"", "\"8001@test.cc\"", "\"8002@TEST.cc\"", "\"张三\"", "\"\\u5f20三\"",
        "\"K\"", "\"\u212A\"", "\"ſ\"", "\"É\"", "\"é\"", "\"a\\\\b\"", "\"\\ud83d\"", "\"}{][\"", "\"2018.01.29 16:08:23\"", "\"2018-01-29T16:08:23Z\"", "\"2018\\/01\\/30 00:00:00\"",
        "\"yesterday\"", "{}", "[]", "{\"a\":[1,{\"b\":null}]}", "[[],\"x\",2.50]",
    ];

    /// <summary>Generates a row.</summary>
    public static Gen<string> Row { get; } =
        from properties in Property().ArrayOf()
        from space in Gen.Elements("", "", " ", "\r\n  ")
        select "{" + space + string.Join("," + space, properties) + space + "}";

    /// <summary>Generates a listing of such rows.</summary>
    public static Gen<string> Listing { get; } =
        from rows in Gen.Frequency((9, Row), (1, Gen.Constant("null"))).ArrayOf()
        from space in Gen.Elements("", " ", "\n")
        from wrapped in ArbMap.Default.GeneratorFor<bool>()
        let array = "[" + space + string.Join(space + "," + space, rows) + "]"
        select wrapped ? "{\"total\":" + rows.Length + ",\"root\":" + array + space + "}" : array;

    /// <summary>Generates a filter with a few conditions on the values of such rows.</summary>
    public static Gen<RecordingFilter> Filter { get; } =
        from texts in Condition().ArrayOf(8)
        from after in Time()
        from before in Time()
        from least in Seconds()
        from most in Seconds()
        select new RecordingFilter
        {
            Id = texts[0], CallDirection = texts[1], State = texts[2], DeviceId = texts[3], AgentId = texts[4], AgentName = texts[5], Ani = texts[6], Dnis = texts[7],
            After = after, Before = before, MinimumLength = least, MaximumLength = most,
        };

    private static Gen<string> Property() =>
        from name in Gen.Elements(_names)
        from value in Gen.OneOf(Gen.Elements(_values), RandomText())
        from space in Gen.Elements("", "", " ")
        select "\"" + name + "\"" + space + ":" + space + value;

    private static Gen<string> RandomText() =>
        from text in ArbMap.Default.GeneratorFor<string>()
        select JsonSerializer.Serialize(text ?? "");

    private static Gen<TextFilter?> Condition() => Gen.Frequency(
        (12, Gen.Constant<TextFilter?>(null)),
        (2, from literals in Gen.Elements("", "success", "K", "k", "\u212A", "S", "É", "张三", "8001@TEST.cc", "10", "true", "7", "\uFFFD").ArrayOf()
            select (TextFilter?)new TextFilter(literals)),
        (1, from letter in Gen.Elements('S', '8', '张', '1')
            select (TextFilter?)new TextFilter(["inbound"], [text => text.Length > 0 && text[0] == letter])),
        (1, Gen.Constant<TextFilter?>(new TextFilter([], [_ => true]))));

    private static Gen<DateTimeOffset?> Time() => Gen.Frequency(
        (3, Gen.Constant<DateTimeOffset?>(null)),
        (1, Gen.Elements<DateTimeOffset?>(
            new DateTimeOffset(2018, 1, 29, 16, 8, 23, TimeSpan.FromHours(8)), new DateTimeOffset(2018, 1, 29, 16, 8, 23, TimeSpan.Zero), DateTimeOffset.UnixEpoch)));

    private static Gen<int?> Seconds() => Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Elements<int?>(0, 7, 10, 1000)));
}

using System.Text;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class RowTests
{
    private static readonly ListingOptions _keepSource = new() { KeepSource = true };

    [Fact]
    public async Task Every_field_is_read()
    {
        var row = await Listing.ReadRowAsync("""
            {"id":"a0981ac5","ani":"8010@zhen04.cc","dnis":"933255490@zhen04.cc","callDirection":"Outbound","startTime":"2018.01.29 16:08:23",
            "endTime":"2018.01.29 16:08:34","callLength":10,"fileSize":4711,"deviceId":"8011@zhen04.cc","callId":"c19e9298","state":"Success",
            "tenantId":"61739917","agentId":"5004@testwdd2.com","agentName":"张三","fileName":"/mnt/volumes/a.mp3"}
            """);

        Assert.Equal(
            "Id='a0981ac5', CallId='c19e9298', CallDirection='Outbound', State='Success', StartTime=2018-01-29T16:08:23.0000000+08:00, "
            + "EndTime=2018-01-29T16:08:34.0000000+08:00, Date='2018-01-29', CallLength=Int32 10, Duration=TimeSpan 00:00:10, "
            + "Ani='8010@zhen04.cc', Dnis='933255490@zhen04.cc', DeviceId='8011@zhen04.cc', AgentId='5004@testwdd2.com', "
            + "AgentName='\\24352\\19977', FileName='/mnt/volumes/a.mp3', FileSize=Int64 4711, TenantId='61739917', AdditionalProperties=null",
            Description.Of(row));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null,"ani":null,"startTime":null,"callLength":null,"fileSize":null}""")]
    [InlineData("""{"id":"","ani":"","startTime":"","callLength":" ","fileSize":0,"endTime":" \n"}""")]
    [InlineData("""{"fileSize":"0"}""")]
    [InlineData("""{"fileSize":-5}""")]
    public async Task Empty_and_null_values_are_null(string json) =>
        Assert.Equal(Description.Of(new Recording()), Description.Of(await Listing.ReadRowAsync(json)));

    [Fact]
    public async Task Numbers_and_literals_are_read_as_texts()
    {
        var row = await Listing.ReadRowAsync("""{"id":123,"ani":1.50,"state":true,"agentId":false,"dnis":-0}""");

        Assert.Equal(("123", "1.50", "true", "false", "-0"), (row.Id, row.Ani, row.State, row.AgentId, row.Dnis));
        Assert.Null(row.AdditionalProperties);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("\"10\"", 10)]
    [InlineData("\" 10 \"", 10)]
    [InlineData("10.0", 10)]
    [InlineData("\"10.6\"", 10)]
    [InlineData("1e2", 100)]
    [InlineData("\"\\u0031\"", 1)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("0", 0)]
    public async Task Strings_and_decimals_are_read_as_numbers(string value, int expected)
    {
        var row = await Listing.ReadRowAsync($$"""{"callLength":{{value}},"fileSize":{{value}}}""");

        Assert.Equal(expected, row.CallLength);
        Assert.Equal(expected == 0 ? null : (long?)expected, row.FileSize);
        Assert.Null(row.AdditionalProperties);
    }

    [Theory]
    [InlineData("callLength", "2147483648", 2147483648L)]
    [InlineData("callLength", "1e300", 1e300)]
    [InlineData("callLength", "1e999", "1e999")]
    [InlineData("callLength", "\"ten\"", "ten")]
    [InlineData("callLength", "true", true)]
    [InlineData("fileSize", "99999999999999999999", 1e20)]
    [InlineData("fileSize", "\"10 MB\"", "10 MB")]
    [InlineData("startTime", "\"yesterday\"", "yesterday")]
    [InlineData("startTime", "false", false)]
    [InlineData("endTime", "1e30", 1e30)]
    [InlineData("endTime", "9223372036854775807", long.MaxValue)]
    public async Task Unreadable_value_is_kept_as_additional_property(string name, string value, object expected)
    {
        var row = await Listing.ReadRowAsync($$"""{"{{name}}":{{value}}}""");

        Assert.Null(row.CallLength);
        Assert.Null(row.FileSize);
        Assert.Null(row.StartTime);
        Assert.Null(row.EndTime);
        Assert.Equal(Description.Of(expected), Description.Of(Assert.Single(row.AdditionalProperties!, pair => pair.Key == name).Value));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("ani")]
    [InlineData("state")]
    [InlineData("startTime")]
    [InlineData("callLength")]
    [InlineData("fileSize")]
    public async Task Nested_value_of_a_simple_field_is_kept(string name)
    {
        var row = await Listing.ReadRowAsync($$"""{"{{name}}":{"a":[1]} }""");

        Assert.Equal("{'" + name + "':{'a':[Int64 1]}}", Description.Of(row.AdditionalProperties));
        Assert.Equal("", row.Id);
        Assert.Null(row.State);
    }

    [Fact]
    public async Task Unknown_fields_are_kept_with_their_types()
    {
        var row = await Listing.ReadRowAsync(
            """{"ID":"x","s":"","l":9007199254740993,"d":1.0,"t":true,"f":false,"n":null,"o":{"p":{"":"\u00e9"}},"a":[1,"2",[],{}],"\u0073tate":"Fail"}""");

        Assert.Equal(
            "{'ID':'x', 's':'', 'l':Int64 9007199254740993, 'd':double 1, 't':Boolean True, 'f':Boolean False, 'n':null, "
            + "'o':{'p':{'':'\\233'}}, 'a':[Int64 1, '2', [], {}]}",
            Description.Of(row.AdditionalProperties));
        Assert.IsType<object?[]>(row.AdditionalProperties!["a"]);
        Assert.Equal("Fail", row.State);
        Assert.Equal("", row.Id);
    }

    [Fact]
    public async Task Number_and_name_length_of_unknown_fields_are_unlimited()
    {
        var names = Enumerable.Range(0, 200).Select(i => new string('n', i) + i).ToArray();
        var row = "{" + string.Join(",", names.Select((name, i) => $"\"{name}\":{i}")) + "}";
        var rows = (await Listing.ReadAsync($"[{row},{row}]")).Rows;

        Assert.Equal(2, rows.Count);
        Assert.All(rows, recording => Assert.Equal(names, recording.AdditionalProperties!.Keys));
        Assert.All(rows, recording => Assert.Equal(Enumerable.Range(0, 200).Select(i => (object)(long)i), recording.AdditionalProperties!.Values));
    }

    [Fact]
    public async Task Last_of_repeated_fields_wins()
    {
        var row = await Listing.ReadRowAsync("""{"id":"a","x":1,"startTime":"never","id":"b","x":2,"startTime":"2018.01.29 16:08:23"}""");

        Assert.Equal("b", row.Id);
        Assert.NotNull(row.StartTime);
        Assert.Equal("{'x':Int64 2}", Description.Of(row.AdditionalProperties));
    }

    [Theory]
    [InlineData("""a\"\\\/\b\f\n\r\tz""", "a\"\\/\b\f\n\r\tz")]
    [InlineData("""\u5f20\u4E09\ud83d\uDE00""", "张三😀")]
    [InlineData("""\ud83d""", "\uFFFD")]
    [InlineData("""x\ude00y\ud83dz""", "x\uFFFDy\uFFFDz")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD😀")]
    [InlineData("""张\u4e09""", "张三")]
    public async Task Escapes_are_decoded(string json, string expected)
    {
        var row = await Listing.ReadRowAsync($$"""{"id":"{{json}}","agentName":"{{json}}","x":"{{json}}","{{json}}":1,"o":{"{{json}}":"{{json}}"} }""");

        Assert.Equal(expected, row.Id);
        Assert.Equal(expected, row.AgentName);
        Assert.Equal(expected, row.AdditionalProperties!["x"]);
        Assert.Equal(1L, row.AdditionalProperties[expected]);
    }

    [Fact]
    public async Task Invalid_bytes_are_replaced()
    {
        var body = "[{\"id\":\"a?b\",\"agentName\":\"?\\n?\",\"?\":\"?\",\"state\":\"?\"}]"u8.ToArray().Select(b => b == '?' ? (byte)0xFF : b).ToArray();
        var row = Assert.Single((await Listing.ReadAsync(body)).Rows);

        Assert.Equal(("a\uFFFDb", "\uFFFD\n\uFFFD", "\uFFFD"), (row.Id, row.AgentName, row.State));
        Assert.Equal("\uFFFD", row.AdditionalProperties!["\uFFFD"]);
    }

    [Fact]
    public async Task Source_is_kept_unchanged()
    {
        const string row = "{ \"id\" :\r\n \"\\u0061\", \"x\":[ ] }";
        var recording = await Listing.ReadRowAsync(row, _keepSource);

        Assert.Equal(row, Encoding.UTF8.GetString(recording.Source!));
        Assert.Null((await Listing.ReadRowAsync(row)).Source);
    }

    [Fact]
    public async Task Repeated_texts_share_one_string()
    {
        const string row = """{"state":"Success","deviceId":"8001@test.cc","agentName":"张三","tenantId":"t","callDirection":"Inbound","agentId":"5"}""";
        var rows = (await Listing.ReadAsync($"[{row},{row}]")).Rows;

        Assert.Same(rows[0].State, rows[1].State);
        Assert.Same(rows[0].DeviceId, rows[1].DeviceId);
        Assert.Same(rows[0].AgentName, rows[1].AgentName);
        Assert.Same(rows[0].TenantId, rows[1].TenantId);
    }
}

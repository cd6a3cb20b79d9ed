using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

/// <summary>Rows at the boundary of each condition. The bytes of a row and its recording must get the same answer.</summary>
public sealed class FilterBoundaryTests
{
    private static readonly DateTimeOffset _time = new(2018, 1, 29, 16, 8, 23, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("\"2018.01.29 16:08:22\"", false)]
    [InlineData("\"2018.01.29 16:08:22.9999999\"", false)]
    [InlineData("\"2018.01.29 16:08:23\"", true)]
    [InlineData("\"2018-01-29T08:08:23Z\"", true)]
    [InlineData("\"2018.01.29 16:08:23.0000001\"", true)]
    [InlineData("\"2018.01.29 16:08:24\"", true)]
    public Task After_includes_its_moment(string start, bool expected) =>
        AssertMatchesAsync(expected, "startTime", start, new RecordingFilter { After = _time });

    [Theory]
    [InlineData("\"2018.01.29 16:08:22\"", true)]
    [InlineData("\"2018.01.29 16:08:22.9999999\"", true)]
    [InlineData("\"2018.01.29 16:08:23\"", false)]
    [InlineData("\"2018-01-29T08:08:23Z\"", false)]
    [InlineData("\"2018.01.29 16:08:24\"", false)]
    public Task Before_excludes_its_moment(string start, bool expected) =>
        AssertMatchesAsync(expected, "startTime", start, new RecordingFilter { Before = _time });

    [Theory]
    [InlineData("\"2018.01.29 16:08:22\"", false)]
    [InlineData("\"2018.01.29 16:08:23\"", true)]
    [InlineData("\"2018.01.29 16:08:24\"", false)]
    public Task A_range_of_one_second_holds_one_start(string start, bool expected) =>
        AssertMatchesAsync(expected, "startTime", start, new RecordingFilter { After = _time, Before = _time.AddSeconds(1) });

    [Fact]
    public Task An_empty_range_holds_no_start() =>
        AssertMatchesAsync(false, "startTime", "\"2018.01.29 16:08:23\"", new RecordingFilter { After = _time, Before = _time });

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("{}")]
    public async Task A_start_that_is_absent_or_unreadable_matches_neither_end(string start)
    {
        await AssertMatchesAsync(false, "startTime", start, new RecordingFilter { After = DateTimeOffset.MinValue });
        await AssertMatchesAsync(false, "startTime", start, new RecordingFilter { Before = DateTimeOffset.MaxValue });
        await AssertMatchesAsync(false, "endTime", "\"2018.01.29 16:08:23\"", new RecordingFilter { After = DateTimeOffset.MinValue });
    }

    [Theory]
    [InlineData("-1", false)]
    [InlineData("9", false)]
    [InlineData("9.9", false)]
    [InlineData("10", true)]
    [InlineData("\"10\"", true)]
    [InlineData("11", true)]
    [InlineData("2147483647", true)]
    public Task Minimum_length_includes_itself(string length, bool expected) =>
        AssertMatchesAsync(expected, "callLength", length, new RecordingFilter { MinimumLength = 10 });

    [Theory]
    [InlineData("-1", true)]
    [InlineData("9", true)]
    [InlineData("10", true)]
    [InlineData("10.9", true)]
    [InlineData("11", false)]
    [InlineData("2147483647", false)]
    public Task Maximum_length_includes_itself(string length, bool expected) =>
        AssertMatchesAsync(expected, "callLength", length, new RecordingFilter { MaximumLength = 10 });

    [Theory]
    [InlineData("9", false)]
    [InlineData("10", true)]
    [InlineData("11", false)]
    public Task A_range_of_one_length_holds_that_length(string length, bool expected) =>
        AssertMatchesAsync(expected, "callLength", length, new RecordingFilter { MinimumLength = 10, MaximumLength = 10 });

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"ten\"")]
    [InlineData("2147483648")]
    [InlineData("[]")]
    public async Task A_length_that_is_absent_or_unreadable_matches_neither_end(string length)
    {
        await AssertMatchesAsync(false, "callLength", length, new RecordingFilter { MinimumLength = int.MinValue });
        await AssertMatchesAsync(false, "callLength", length, new RecordingFilter { MaximumLength = int.MaxValue });
        await AssertMatchesAsync(false, "fileSize", "10", new RecordingFilter { MinimumLength = int.MinValue });
    }

    [Theory]
    [InlineData("id")]
    [InlineData("callDirection")]
    [InlineData("state")]
    [InlineData("deviceId")]
    [InlineData("agentId")]
    [InlineData("agentName")]
    [InlineData("ani")]
    [InlineData("dnis")]
    public async Task A_text_condition_looks_at_its_own_field_only(string name)
    {
        string[] names = ["id", "callDirection", "state", "deviceId", "agentId", "agentName", "ani", "dnis", "callId", "tenantId", "fileName"];
        var others = string.Join(",", names.Where(other => other != name).Select(other => $"\"{other}\":\"Wanted\""));

        foreach (var condition in new TextFilter[] { new(["wanted"]), new([], [text => text == "Wanted"]), new(["x", "WANTED"], [_ => false]) })
        {
            var filter = On(name, condition);
            await AssertMatchesAsync(true, name, "\"Wanted\"", filter);
            await AssertMatchesAsync(true, name, "\"\\u0057anted\"", filter);
            await AssertMatchesAsync(false, name, "\"Wante\"", filter);
            await AssertMatchesAsync(false, name, "\"Wanted2\"", filter);
            await AssertMatchesAsync(false, name, "\"Wänted\"", filter);
            await AssertMatchesAsync(false, name, "null", filter);
            await AssertRowMatchesAsync(false, "{" + others + "}", filter);
        }
    }

    [Theory]
    [InlineData("id", true)]
    [InlineData("callDirection", false)]
    [InlineData("state", false)]
    [InlineData("deviceId", false)]
    [InlineData("agentId", false)]
    [InlineData("agentName", false)]
    [InlineData("ani", false)]
    [InlineData("dnis", false)]
    public async Task Missing_value_counts_as_an_empty_text_only_for_the_id(string name, bool expected)
    {
        await AssertRowMatchesAsync(expected, "{}", On(name, new TextFilter([""])));
        await AssertMatchesAsync(expected, name, "\"\"", On(name, new TextFilter([], [_ => true])));
    }

    [Theory]
    [InlineData("k", "\u212A", false)]
    [InlineData("s", "ſ", false)]
    [InlineData("é", "É", true)]
    [InlineData("é", "e", false)]
    public async Task Case_is_ignored_as_ordinal_comparison_does(string literal, string text, bool expected)
    {
        foreach (var name in new[] { "id", "state", "ani" })
        {
            await AssertMatchesAsync(expected, name, $"\"{text}\"", On(name, new TextFilter([literal])));
            await AssertMatchesAsync(expected, name, $"\"{literal}\"", On(name, new TextFilter([text])));
        }
    }

    [Fact]
    public async Task All_conditions_have_to_hold()
    {
        var filter = new RecordingFilter { State = new TextFilter(["Fail"]), Ani = new TextFilter(["1"]), After = _time, MinimumLength = 1 };

        await AssertRowMatchesAsync(true, """{"state":"Fail","ani":"1","startTime":"2018.01.29 16:08:23","callLength":1}""", filter);
        await AssertRowMatchesAsync(false, """{"state":"Success","ani":"1","startTime":"2018.01.29 16:08:23","callLength":1}""", filter);
        await AssertRowMatchesAsync(false, """{"state":"Fail","ani":"2","startTime":"2018.01.29 16:08:23","callLength":1}""", filter);
        await AssertRowMatchesAsync(false, """{"state":"Fail","ani":"1","startTime":"2018.01.29 16:08:22","callLength":1}""", filter);
        await AssertRowMatchesAsync(false, """{"state":"Fail","ani":"1","startTime":"2018.01.29 16:08:23","callLength":0}""", filter);
    }

    private static RecordingFilter On(string name, TextFilter condition) => name switch
    {
        "id" => new() { Id = condition },
        "callDirection" => new() { CallDirection = condition },
        "state" => new() { State = condition },
        "deviceId" => new() { DeviceId = condition },
        "agentId" => new() { AgentId = condition },
        "agentName" => new() { AgentName = condition },
        "ani" => new() { Ani = condition },
        _ => new() { Dnis = condition },
    };

    private static Task AssertMatchesAsync(bool expected, string name, string value, RecordingFilter filter) =>
        AssertRowMatchesAsync(expected, $$"""{"{{name}}":{{value}}}""", filter);

    private static async Task AssertRowMatchesAsync(bool expected, string row, RecordingFilter filter)
    {
        var filtered = await Listing.ReadAsync("[" + row + "]", new ListingOptions { Filter = filter });

        Assert.Null(filtered.Fault);
        Assert.Equal(expected ? 1 : 0, filtered.Rows.Count);
        Assert.Equal(expected, filter.Matches(await Listing.ReadRowAsync(row)));
    }
}

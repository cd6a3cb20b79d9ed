using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class RowFilterTests
{
    [Fact]
    public async Task Pattern_is_evaluated_once_for_each_text()
    {
        var asked = new List<string>();
        var filter = new RecordingFilter { AgentName = new TextFilter([], [text => Remember(asked, text) == "张三"]) };
        var body = "[" + string.Join(",", Enumerable.Range(0, 300).Select(i => $$"""{"agentName":"{{(i % 3 == 0 ? "张三" : "李四")}}"}""")) + "]";
        var listing = await Listing.ReadAsync(body, new ListingOptions { Filter = filter });

        Assert.Equal(100, listing.Rows.Count);
        Assert.Equal(["张三", "李四"], asked);
    }

    [Fact]
    public async Task Damage_in_a_filtered_row_is_found()
    {
        var filter = new RecordingFilter { State = new TextFilter(["Fail"]) };
        var listing = await Listing.ReadAsync("""[{"state":"Success"},{"state":"Success","x":01}]""", new ListingOptions { Filter = filter });

        Assert.Empty(listing.Rows);
        Assert.Equal(WellcloudError.InvalidResponse, listing.Fault?.Error);
    }

    [Theory]
    [InlineData("8001", 2)]
    [InlineData("8001@acme.cc", 1)]
    [InlineData("1380013800", 0)]
    [InlineData("13800138000", 1)]
    public async Task Part_before_the_at_sign_is_found_in_the_bytes(string asked, int count)
    {
        const string body = """[{"deviceId":"8001@acme.cc","ani":"13800138000@acme.cc"},{"deviceId":"8001@\u0061.cc","ani":"13700137000"},{"deviceId":"80","ani":"8"}]""";
        foreach (var filter in new RecordingFilter[] { new() { DeviceId = new([asked]) }, new() { Ani = new([asked]) } })
        {
            var found = (await Listing.ReadAsync(body, new ListingOptions { Filter = filter })).Rows;
            var isAsked = asked.StartsWith('8') == (filter.DeviceId is not null);
            Assert.Equal(isAsked ? count : 0, found.Count);
        }
    }

    [Fact]
    public async Task Near_misses_are_collected_from_the_bytes()
    {
        var (device, ani) = (new NearMisses(["8009"]), new NearMisses(["123"]));
        var body = "[" + string.Join(",", Enumerable.Range(1, 300).Select(i => $$"""{"deviceId":"800{{i % 4}}@acme.cc","ani":"0{{i}}"}""")) + "]";
        await Listing.ReadAsync(body, new ListingOptions { Filter = new() { DeviceId = new TextFilter(["8009"]) { NearMisses = device } } });
        await Listing.ReadAsync(body, new ListingOptions { Filter = new() { Ani = new TextFilter(["123"]) { NearMisses = ani } } });

        Assert.Equal(["8001@acme.cc", "8002@acme.cc", "8003@acme.cc"], device.Values);
        Assert.Contains("0123", ani.Values);
        Assert.True(device.IsMiss && ani.IsMiss);
    }

    private static string Remember(List<string> asked, string text)
    {
        asked.Add(text);
        return text;
    }
}

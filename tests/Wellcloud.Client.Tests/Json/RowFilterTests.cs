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

    private static string Remember(List<string> asked, string text)
    {
        asked.Add(text);
        return text;
    }
}

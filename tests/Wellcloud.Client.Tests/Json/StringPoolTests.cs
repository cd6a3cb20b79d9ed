using System.Text;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class StringPoolTests
{
    [Fact]
    public void Every_text_is_returned_unchanged()
    {
        var pool = new StringPool();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                var text = new string((char)('a' + (i % 26)), i % 40) + i;
                Assert.Equal(text, Find(pool, text)?.Text);
            }
        }
    }

    [Fact]
    public void Long_text_is_not_kept()
    {
        Assert.NotNull(Find(new StringPool(), new string('x', StringPool.MaximumLength)));
        Assert.Null(Find(new StringPool(), new string('x', StringPool.MaximumLength + 1)));
    }

    [Fact]
    public async Task Concurrent_listings_can_share_a_pool()
    {
        var pool = new StringPool();
        var body = "[" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $$"""{"agentName":"{{i % 5000}}"}""")) + "]";
        var listings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Listing.ReadAsync(body, new ListingOptions { Pool = pool }))));

        foreach (var listing in listings)
        {
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (i % 5000).ToString()), listing.Rows.Select(row => row.AgentName));
        }
    }

    private static PooledText? Find(StringPool pool, string text)
    {
        var buffer = Encoding.UTF8.GetBytes("\"" + text + "\"");
        var position = 0;
        Assert.True(ValueSpan.TryRead(buffer, ref position, buffer.Length, out var value));
        return pool.Find(buffer, value);
    }
}

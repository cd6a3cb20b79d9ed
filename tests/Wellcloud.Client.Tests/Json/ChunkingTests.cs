using System.Text;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class ChunkingTests
{
    [Theory]
    [InlineData("\uFEFF[{\"id\":\"a\",\"agentName\":\"张三\",\"n\":-1.5e3,\"o\":{\"p\":[true,null]}}, null ,{\"id\":\"\\u00e9\"}]\n")]
    [InlineData("""{"x":[1,true],"total":2,"root":[{"id":"}"},{"id":"b"}],"y":12 }""")]
    [InlineData("""{"message":"no","code":"500"}""")]
    [InlineData("""[{"id":"a"},{"id":"b" x""")]
    [InlineData("""[{"id":"a"},{"id":"}""")]
    [InlineData("""[{"id":"a"}]x""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Splitting_a_body_between_reads_does_not_change_the_rows(string body)
    {
        var options = new ListingOptions { KeepSource = true };
        var expected = (await Listing.ReadAsync(body, options)).ToString();

        for (var size = 1; size <= Encoding.UTF8.GetByteCount(body); size++)
        {
            Assert.Equal(expected, (await Listing.ReadAsync(body, options, size)).ToString());
            Assert.Equal(expected, (await Listing.ReadAsync(body, options, size, 1)).ToString());
        }
    }

    [Theory]
    [InlineData("\uFEFF[{\"id\":\"a\",\"agentName\":\"张三\"}]\n", false)]
    [InlineData("[{\"id\":\"a\",\"agentName\":\"张三\"}]", true)]
    [InlineData("[]", false)]
    [InlineData("[]", true)]
    public async Task Copy_has_every_byte_however_the_body_arrives(string body, bool isUtf16)
    {
        var sent = isUtf16 ? Encoding.Unicode.GetBytes(body) : Encoding.UTF8.GetBytes(body);
        for (var size = 1; size <= sent.Length; size++)
        {
            using var copy = new MemoryStream();
            var listing = await Listing.ReadAsync(sent, new ListingOptions { Copy = copy.Write }, size);
            Assert.Null(listing.Fault);
            Assert.Equal(body, Encoding.UTF8.GetString(copy.ToArray()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(131)]
    [InlineData(65_537)]
    [InlineData(int.MaxValue)]
    public async Task Body_larger_than_the_buffer_is_read_completely(int size)
    {
        var body = "[" + string.Join(",", Enumerable.Range(0, 5000).Select(i => $$"""{"id":"{{i}}","x":"{{new string('y', i % 997)}}"}""")) + "]";
        var listing = await Listing.ReadAsync(body, null, size);

        Assert.Null(listing.Fault);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i.ToString()), listing.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Row_larger_than_the_buffer_is_read_completely()
    {
        var text = new string('z', 1_000_000);
        var listing = await Listing.ReadAsync($$"""[{"id":"a"},{"id":"{{text}}"},{"id":"b"}]""", null, 10_007);

        Assert.Null(listing.Fault);
        Assert.Equal(["a", text, "b"], listing.Rows.Select(row => row.Id));
    }
}

using System.Text;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class ListingShapeTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData(" \r\n\t[ ] \n", "")]
    [InlineData("""[{"id":"a"},{"id":"b"}]""", "a b")]
    [InlineData("\uFEFF [ {\"id\" : \"a\"} , null , {\"id\" : \"b\"} ]\n", "a b")]
    [InlineData("""{"root":[{"id":"a"}],"total":1}""", "a")]
    [InlineData("""{"total":"2","page":{"n":[1,{"x":"]}"}]},"root":[{"id":"a"},{"id":"b"}],"more":null,"x":1.5}""", "a b")]
    [InlineData("""{"\u0072oot":[{"id":"a"}],"total":0}""", "a")]
    [InlineData("""{ "root" : [ ] , "total" : "many" }""", "")]
    [InlineData("""{"root":null,"total":0}""", "")]
    [InlineData("""{"code":"0","message":"ok","root":[{"id":"a"}]}""", "a")]
    [InlineData("""{"root":[{"id":"a"}],"total":null}""", "a")]
    public async Task Listing_is_an_array_or_an_object_around_an_array(string body, string ids)
    {
        var listing = await Listing.ReadAsync(body);

        Assert.Null(listing.Fault);
        Assert.Equal(ids, string.Join(" ", listing.Rows.Select(row => row.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\uFEFF")]
    [InlineData("<html><body>Please log in</body></html>")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"total":5}""")]
    [InlineData("""{"root":{"id":"a"}}""")]
    [InlineData("""{"root":"none"}""")]
    [InlineData("""{"root":[],"root":[]}""")]
    [InlineData("""{"code":null,"message":""}""")]
    [InlineData("""{root:[]}""")]
    [InlineData("""{"root" []}""")]
    [InlineData("""{"root":[],}""")]
    [InlineData("""{"root":[]]""")]
    [InlineData("""{,"root":[]}""")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[\"a\"]")]
    [InlineData("[nul]")]
    [InlineData("[nullnull]")]
    [InlineData("[,]")]
    [InlineData("[null,]")]
    [InlineData("[] x")]
    [InlineData("[][]")]
    [InlineData("""{"root":[]}{}""")]
    public async Task Other_bodies_are_invalid_responses(string body)
    {
        var listing = await Listing.ReadAsync(body);

        Assert.Equal(WellcloudError.InvalidResponse, listing.Fault?.Error);
        Assert.Empty(listing.Rows);
    }

    [Theory]
    [InlineData("""[{"id":"a"}}""")]
    [InlineData("""[{"id":"a"},{"id" 1}]""")]
    [InlineData("""[{"id":"a"},{"id":"b"{"id":"c"}]""")]
    [InlineData("""[{"id":"a"} {"id":"b"}]""")]
    [InlineData("""[{"id":"a"},]""")]
    [InlineData("""[{"id":"a"},{"id":"b",}]""")]
    [InlineData("""[{"id":"a"},{"id":"b" "x":1}]""")]
    [InlineData("""[{"id":"a"},{'id':1}]""")]
    [InlineData("""[{"id":"a"},{"x":01}]""")]
    [InlineData("""[{"id":"a"},{"x":tru}]""")]
    [InlineData("""[{"id":"a"},{"x":"\q"}]""")]
    [InlineData("[{\"id\":\"a\"},{\"x\":\"\n\"}]")]
    [InlineData("""[{"id":"a"},/* */{"id":"b"}]""")]
    [InlineData("""[{"id":"a"},{"x" 1""")]
    [InlineData("""{"root":[{"id":"a"}],"root":[{"id":"b"}]}""")]
    public async Task Rows_before_the_damage_are_returned(string body)
    {
        var listing = await Listing.ReadAsync(body);

        Assert.Equal(WellcloudError.InvalidResponse, listing.Fault?.Error);
        Assert.Equal("a", Assert.Single(listing.Rows).Id);
    }

    [Fact]
    public async Task Incomplete_body_is_a_truncated_response()
    {
        const string body = """{"x":[1,true],"root":[{"id":"a","n":-1.5e3,"o":{"p":[null]}},null,{"id":"\u00e9"}],"total":"3"}""";
        for (var length = 1; length < body.Length; length++)
        {
            var listing = await Listing.ReadAsync(body[..length]);

            Assert.Equal(WellcloudError.TruncatedResponse, listing.Fault?.Error);
            Assert.True(listing.Fault!.IsTransient);
        }

        Assert.Null((await Listing.ReadAsync(body)).Fault);
    }

    [Theory]
    [InlineData("""{"root":[{"id":"a"},{"id":"b"}],"total":3}""")]
    [InlineData("""{"total":"3","root":[{"id":"a"},{"id":"b"}]}""")]
    [InlineData("""{"total":3,"root":[{"id":"a"},{"id":"b"}]}""")]
    public async Task Fewer_rows_than_announced_are_a_truncated_response(string body)
    {
        var listing = await Listing.ReadAsync(body);

        Assert.Equal(WellcloudError.TruncatedResponse, listing.Fault?.Error);
        Assert.Equal(2, listing.Rows.Count);
    }

    [Fact]
    public async Task Filtered_rows_count_towards_the_total()
    {
        var filter = new RecordingFilter { Id = new TextFilter(["a"]) };
        var listing = await Listing.ReadAsync("""{"root":[{"id":"a"},{"id":"b"}],"total":2}""", new ListingOptions { Filter = filter });

        Assert.Null(listing.Fault);
        Assert.Single(listing.Rows);
    }

    [Theory]
    [InlineData("""{"message":"RESTEASY003065: no","code":"500"}""", 500, "RESTEASY003065: no")]
    [InlineData("""{"code":448}""", 448, null)]
    [InlineData("""{"message":"没有权限","code":"E1"}""", null, "没有权限")]
    [InlineData("""{"message":"没有权限"}""", null, "没有权限")]
    public async Task Error_of_the_service_is_thrown(string body, int? code, string? message)
    {
        var listing = await Listing.ReadAsync(body);

        Assert.Equal(code, listing.Fault?.StatusCode);
        Assert.Equal(message, listing.Fault?.ServerMessage);
    }

    [Fact]
    public async Task Row_of_more_than_16_MiB_is_refused()
    {
        static byte[] Body(int rowLength) => Encoding.ASCII.GetBytes($$"""[{"id":"a"},{"x":"{{new string('y', rowLength - 8)}}"}]""");

        var whole = await Listing.ReadAsync(Body(16 << 20));
        Assert.Null(whole.Fault);
        Assert.Equal(2, whole.Rows.Count);

        var tooLarge = await Listing.ReadAsync(Body((16 << 20) + 1));
        Assert.Equal(WellcloudError.InvalidResponse, tooLarge.Fault?.Error);
        Assert.Single(tooLarge.Rows);
    }

    [Fact]
    public async Task Nesting_is_limited_to_64_levels()
    {
        static string Body(int depth) => $$"""[{"x":{{new string('[', depth)}}{{new string(']', depth)}}}]""";

        Assert.Null((await Listing.ReadAsync(Body(63))).Fault);
        Assert.Equal(WellcloudError.InvalidResponse, (await Listing.ReadAsync(Body(64))).Fault?.Error);
    }

    [Fact]
    public async Task Error_of_the_stream_is_passed_on_and_the_stream_stays_open()
    {
        var failure = new IOException("reset");
        var stream = new ChunkedStream("""[{"id":"a"},{"id":"""u8.ToArray(), int.MaxValue) { Failure = failure };
        await using var rows = new RowSequence(RecordingListing.ReadAsync(stream, new ListingOptions(), CancellationToken.None)).GetAsyncEnumerator();

        Assert.True(await rows.MoveNextAsync());
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(async () => await rows.MoveNextAsync()));
        Assert.False(stream.IsDisposed);
    }

    [Fact]
    public async Task Row_is_returned_as_soon_as_its_bytes_have_arrived()
    {
        var pause = new TaskCompletionSource<int>();
        var stream = new ChunkedStream("""[{"id":"a"},{"id":"b"}"""u8.ToArray(), int.MaxValue) { Pause = pause };
        await using var rows = new RowSequence(RecordingListing.ReadAsync(stream, new ListingOptions(), CancellationToken.None)).GetAsyncEnumerator();

        foreach (var id in new[] { "a", "b" })
        {
            var next = rows.MoveNextAsync();
            Assert.True(next.IsCompletedSuccessfully);
            Assert.True(await next);
            Assert.Equal(id, rows.Current.Id);
        }

        var waiting = rows.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        pause.SetResult(0);
        var fault = await Assert.ThrowsAsync<WellcloudException>(async () => await waiting);
        Assert.Equal(WellcloudError.TruncatedResponse, fault.Error);
    }

    [Fact]
    public async Task Cancellation_stops_reading()
    {
        using var cancellation = new CancellationTokenSource();
        var stream = new ChunkedStream("""[{"id":"a"},{"id":"b"}]"""u8.ToArray(), 13);
        await using var rows = new RowSequence(RecordingListing.ReadAsync(stream, new ListingOptions(), cancellation.Token)).GetAsyncEnumerator(cancellation.Token);

        Assert.True(await rows.MoveNextAsync());
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.MoveNextAsync());
    }
}

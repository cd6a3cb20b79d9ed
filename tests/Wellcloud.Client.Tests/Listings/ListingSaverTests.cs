using System.IO.Compression;
using System.Text;
using Wellcloud.Client.Listings;
using Xunit;

namespace Wellcloud.Client.Tests.Listings;

public sealed class ListingSaverTests
{
    [Theory]
    [InlineData(FaultKind.Gzip)]
    [InlineData(FaultKind.NoLength)]
    public async Task File_has_the_bytes_of_the_response_without_its_encoding(FaultKind kind)
    {
        await using var run = await ListingRun.StartAsync(2000, new FaultRule { Kind = kind, Times = 1 });
        var file = await run.SaveAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(run.Server.BaseUri, "api/operation/tenant/recordings"));
        request.Headers.TryAddWithoutValidation("Authorization", run.Server.Token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken));
        Assert.Equal(["listing.json"], run.Files);
    }

    [Fact]
    public async Task Link_in_the_place_of_the_partial_file_is_replaced_and_never_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var run = await ListingRun.StartAsync(5);
        await File.WriteAllTextAsync(run.At("elsewhere"), "precious", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(run.At("listing.json.partial"), run.At("elsewhere"));
        Assert.Null((await run.SaveAsync()).LinkTarget);
        Assert.Equal("precious", await File.ReadAllTextAsync(run.At("elsewhere"), TestContext.Current.CancellationToken));
        Assert.Equal(["elsewhere", "listing.json"], run.Files);
    }

    [Theory]
    [InlineData("none.json")]
    [InlineData("none.json.gz")]
    public async Task Response_without_content_is_saved_as_an_empty_list(string name)
    {
        await using var run = await ListingRun.StartAsync(5, new FaultRule { Kind = FaultKind.Status, Status = 204, Times = 1 });
        await run.SaveAsync(name);
        var (rows, fault) = await ListingRun.ReadAsync(run.At(name));
        Assert.Null(fault);
        Assert.Empty(rows);
    }

    [Theory]
    [InlineData("a.json.gz")]
    [InlineData("A.JSON.GZ")]
    public async Task File_named_gz_is_compressed(string name)
    {
        await using var run = await ListingRun.StartAsync();
        var plain = await run.SaveAsync();
        var compressed = await run.SaveAsync(name);
        Assert.InRange(compressed.Length, 1, plain.Length / 2);
        await using var content = new GZipStream(compressed.OpenRead(), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllBytesAsync(plain.FullName, TestContext.Current.CancellationToken), bytes.ToArray());
    }

    [Theory]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.CutChunked)]
    [InlineData(FaultKind.CloseDelimited)]
    [InlineData(FaultKind.ResetMidBody)]
    [InlineData(FaultKind.Status)]
    public async Task Listing_that_breaks_off_is_requested_again(FaultKind kind)
    {
        await using var run = await ListingRun.StartAsync(2000, new FaultRule { Kind = kind, Times = 2, Fraction = 0.7 });
        var saver = new ListingSaver(run.Client, run.At("a.json.gz"), force: false);
        var file = await saver.SaveAsync(TestContext.Current.CancellationToken);
        var (rows, fault) = await ListingRun.ReadAsync(file.FullName);
        Assert.Null(fault);
        Assert.Equal((2000, 2000), (rows.Count, saver.Progress.Done));
        Assert.Equal(3, run.Server.Requests.ToList().Count);
    }

    [Theory]
    [InlineData(FaultKind.CutChunked, WellcloudError.TruncatedResponse)]
    [InlineData(FaultKind.CloseDelimited, WellcloudError.TruncatedResponse)]
    [InlineData(FaultKind.BrokenJson, WellcloudError.InvalidResponse)]
    [InlineData(FaultKind.Html, WellcloudError.InvalidResponse)]
    [InlineData(FaultKind.Empty, WellcloudError.InvalidResponse)]
    [InlineData(FaultKind.CodeInBody, WellcloudError.ServerError)]
    public async Task Incomplete_listing_leaves_no_file_and_keeps_the_existing_one(FaultKind kind, WellcloudError error)
    {
        await using var run = await ListingRun.StartAsync(2000, new FaultRule { Kind = kind, Fraction = 0.7 });
        await File.WriteAllTextAsync(run.At("listing.json"), "[]", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SaveAsync(force: true));
        Assert.Equal(error, fault.Error);
        Assert.EndsWith("/recordings", fault.Target);
        Assert.Equal("[]", await File.ReadAllTextAsync(run.At("listing.json"), TestContext.Current.CancellationToken));
        Assert.Equal(["listing.json"], run.Files);
    }

    [Fact]
    public async Task Existing_file_is_refused_without_a_request_unless_forced()
    {
        await using var run = await ListingRun.StartAsync(3);
        await File.WriteAllTextAsync(run.At("listing.json"), "mine", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<WellcloudException>(() => run.SaveAsync());
        Assert.Equal((WellcloudError.FileExists, run.At("listing.json")), (fault.Error, fault.Target));
        Assert.Empty(run.Server.Requests.ToList());
        Assert.Equal(3, (await ListingRun.ReadAsync((await run.SaveAsync(force: true)).FullName)).Rows.Count);
    }

    [Fact]
    public async Task Cancelled_run_leaves_nothing()
    {
        await using var run = await ListingRun.StartAsync(2000, new FaultRule { Kind = FaultKind.StallBody });
        using var stop = new CancellationTokenSource();
        var saving = run.SaveAsync("new/folder.json", cancellationToken: stop.Token);
        await run.Server.Faults.WaitForStallsAsync(1, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
        Assert.Empty(Directory.GetFiles(run.At("new")));
    }

    [Fact]
    public async Task Second_run_to_the_same_file_is_refused_and_the_first_is_not_disturbed()
    {
        await using var run = await ListingRun.StartAsync(2000, new FaultRule { Kind = FaultKind.StallBody, Times = 1 });
        using var stop = new CancellationTokenSource();
        var first = run.SaveAsync(cancellationToken: stop.Token);
        await run.Server.Faults.WaitForStallsAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(WellcloudError.WriteFailed, (await Assert.ThrowsAsync<WellcloudException>(() => run.SaveAsync())).Error);
        Assert.Equal(["listing.json.partial"], run.Files);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Partial_file_of_a_killed_run_is_overwritten()
    {
        await using var run = await ListingRun.StartAsync(3);
        await File.WriteAllTextAsync(run.At("listing.json.partial"), new string('x', 100_000), TestContext.Current.CancellationToken);
        Assert.Equal(3, (await ListingRun.ReadAsync((await run.SaveAsync()).FullName)).Rows.Count);
        Assert.Equal(["listing.json"], run.Files);
    }

    [Fact]
    public async Task Byte_order_mark_stays_and_the_file_can_be_read()
    {
        await using var run = await ListingRun.StartAsync(3, new FaultRule { Kind = FaultKind.Bom });
        var file = await run.SaveAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), (await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken))[..3]);
        Assert.Equal(3, (await ListingRun.ReadAsync(file.FullName)).Rows.Count);
    }
}

using Wellcloud.Client.Http;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Http;

public sealed class ReadAheadStreamTests
{
    [Fact]
    public async Task Fast_source_spills_to_a_file_and_keeps_its_order()
    {
        var bytes = new byte[12_000_000];
        new Random(1).NextBytes(bytes);
        using var source = new Source(bytes, null);
        using var ahead = new ReadAheadStream(source);
        await source.Closed;
        Assert.True(ahead.Spilled > 0);

        using var all = new MemoryStream();
        await ahead.CopyToAsync(all);
        Assert.True(bytes.AsSpan().SequenceEqual(all.ToArray()));
        Assert.Equal(0, ahead.Spilled);
        await ahead.CloseAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(12_000_000)]
    public async Task Fault_comes_after_all_bytes_before_it(int length)
    {
        var fault = new WellcloudException(WellcloudError.TruncatedResponse, "cut");
        using var source = new Source(new byte[length], fault);
        using var ahead = new ReadAheadStream(source);
        await source.Closed;
        using var all = new MemoryStream();
        Assert.Same(fault, await Assert.ThrowsAsync<WellcloudException>(() => ahead.CopyToAsync(all)));
        Assert.Equal(length, all.Length);
        await ahead.CloseAsync();
    }

    [Fact]
    public async Task Any_exception_of_the_source_reaches_the_reader()
    {
        using var source = new Source([], new ObjectDisposedException("socket"));
        using var ahead = new ReadAheadStream(source);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ahead.ReadAsync(new byte[1], 0, 1));
        await ahead.CloseAsync();
    }

    [Fact]
    public async Task Early_close_disposes_the_source()
    {
        using var source = new Source(null, null);
        var ahead = new ReadAheadStream(source);
        Assert.Equal(1, await ahead.ReadAsync(new byte[1], 0, 1));
        await ahead.CloseAsync();
        Assert.True(source.Closed.IsCompleted);
    }

    [Fact]
    public async Task Slow_reader_takes_the_whole_listing_from_the_service_at_once()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 100_000 });
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token) });
        var rows = 0;
        await foreach (var _ in client.GetRecordingsAsync())
        {
            if (rows++ == 0)
            {
                // Takes no further row before the service has sent its last one. Otherwise, both would wait for each other.
                await server.Requests.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(2));
                Assert.False(server.Requests.Single().Aborted);
            }
        }

        Assert.Equal(100_000, rows);
    }

    /// <summary>Returns bytes as fast as they are read: without end if none are given, otherwise a fault after the last one.</summary>
    private sealed class Source(byte[]? bytes, Exception? fault) : MemoryStream(bytes ?? [])
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Closed => _closed.Task;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = bytes is null ? 1 : Read(buffer, offset, count);
            return read == 0 && fault is not null ? Task.FromException<int>(fault) : Task.FromResult(read);
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}

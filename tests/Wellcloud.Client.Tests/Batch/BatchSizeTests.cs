using Xunit;

namespace Wellcloud.Client.Tests.Batch;

[Collection(nameof(MeasuredAlone))]
public sealed class BatchSizeTests
{
    [Fact]
    public async Task Large_batch_is_not_held_in_memory()
    {
        const long each = 100_000_000;
        await using var run = await BatchRun.StartAsync(new() { Recordings = 5, BatchEntries = 2, AudioBytes = each });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var saving = run.SaveAsync(new() { Destination = run.Folder, Expand = true });
        var most = 0L;
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!saving.IsCompleted && await pulse.WaitForNextTickAsync())
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        var outcome = await saving;
        Assert.Empty(outcome.Faults);
        Assert.True(outcome.Batch.Bytes > 2 * each);
        Assert.Equal([each, each], Directory.GetFiles(run.Folder, "*.mp3").Select(static path => new FileInfo(path).Length));
        Assert.InRange(most, 0, each);
    }
}

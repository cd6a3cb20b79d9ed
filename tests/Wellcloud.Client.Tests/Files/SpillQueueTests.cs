using FsCheck.Fluent;
using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class SpillQueueTests
{
    private const int Memory = SpillQueue.ChunkSize * SpillQueue.MaximumChunks;

    [Fact]
    public void Empty_queue_returns_no_bytes()
    {
        using var queue = new SpillQueue();
        Assert.Equal(0, queue.Dequeue(new byte[10], 0, 10));
        Assert.Equal((0L, false), (queue.Spilled, queue.IsAboutToSpill));
    }

    [Fact]
    public void Bytes_beyond_the_memory_go_to_the_file()
    {
        using var queue = new SpillQueue();
        queue.Enqueue(Bytes(Memory - 1), Memory - 1);
        Assert.Equal((0L, true), (queue.Spilled, queue.IsAboutToSpill));
        queue.Enqueue(Bytes(3), 3);
        Assert.Equal((2L, false), (queue.Spilled, queue.IsAboutToSpill));
    }

    [Fact]
    public void Memory_is_used_again_only_when_the_file_is_empty()
    {
        using var queue = new SpillQueue();
        queue.Enqueue(Bytes(Memory + 10), Memory + 10);
        Assert.Equal(Memory, Drain(queue, Memory).Length);
        queue.Enqueue(Bytes(5), 5);
        Assert.Equal(15, queue.Spilled);
        Assert.Equal(15, Drain(queue, 100).Length);
        queue.Enqueue(Bytes(5), 5);
        Assert.Equal(0, queue.Spilled);
    }

    [Fact]
    public void Bytes_are_returned_in_order()
    {
        var steps = Gen.Choose(-3 * SpillQueue.ChunkSize, 4 * SpillQueue.ChunkSize).ArrayOf(100);
        HostileText.Check(steps, 50, AssertOrder);
    }

    [Fact]
    public void Part_of_a_buffer_is_filled()
    {
        using var queue = new SpillQueue();
        queue.Enqueue([1, 2, 3, 4], 3);
        var buffer = new byte[4];
        Assert.Equal(2, queue.Dequeue(buffer, 1, 2));
        Assert.Equal([0, 1, 2, 0], buffer);
        Assert.Equal(1, queue.Dequeue(buffer, 0, 4));
        Assert.Equal(3, buffer[0]);
    }

    [Fact]
    public void Disposed_queue_holds_nothing()
    {
        var queue = new SpillQueue();
        queue.Enqueue(Bytes(Memory + 10), Memory + 10);
        queue.Dispose();
        Assert.Equal(0, queue.Spilled);
        Assert.Equal(0, queue.Dequeue(new byte[10], 0, 10));
    }

    /// <summary>Puts in as many bytes as a positive step says and takes out as many as a negative one says.</summary>
    private static void AssertOrder(int[] steps)
    {
        using var queue = new SpillQueue();
        var (written, read) = (0L, 0L);
        foreach (var step in steps)
        {
            if (step > 0)
            {
                queue.Enqueue(Bytes(step, written), step);
                written += step;
            }
            else
            {
                var taken = Drain(queue, -step);
                Assert.Equal(Math.Min(-step, written - read), taken.Length);
                Assert.True(taken.AsSpan().SequenceEqual(Bytes(taken.Length, read)));
                read += taken.Length;
            }
        }

        Assert.Equal(written - read, Drain(queue, int.MaxValue).Length);
    }

    private static byte[] Drain(SpillQueue queue, int most)
    {
        using var taken = new MemoryStream();
        var buffer = new byte[10_000];
        int read;
        while (taken.Length < most && (read = queue.Dequeue(buffer, 0, (int)Math.Min(buffer.Length, most - taken.Length))) > 0)
        {
            taken.Write(buffer, 0, read);
        }

        return taken.ToArray();
    }

    /// <summary>Bytes that tell their place: a piece that is lost, doubled or moved shows.</summary>
    private static byte[] Bytes(int count, long start = 0)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)((start + i) % 251);
        }

        return bytes;
    }
}

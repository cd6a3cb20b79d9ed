using System.Buffers;
using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>The part of a body that is in memory: rented, and never more than one row needs.</summary>
internal sealed class ListingBuffer : IDisposable
{
    // Some five hundred rows: the fewer reads, the fewer waits for the network, and the processor's near memory still holds it.
    private const int InitialSize = 256 * 1024;
    private int _end;

    /// <summary>The bytes; they move when more are read.</summary>
    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(InitialSize);

    /// <summary>The place of the first byte that is not used up.</summary>
    public int Start { get; private set; }

    /// <summary>The end of what is there.</summary>
    public int End => _end;

    /// <summary>How many bytes are there and not used up.</summary>
    public int Length => _end - Start;

    /// <summary>How many bytes of the body are used up.</summary>
    public long Consumed { get; private set; }

    /// <summary>What is there and not used up.</summary>
    public ReadOnlySpan<byte> Unread => Bytes.AsSpan(Start, Length);

    /// <summary>Uses up bytes.</summary>
    public void Consume(int count)
    {
        Start += count;
        Consumed += count;
    }

    /// <summary>Uses up white space.</summary>
    /// <returns>Whether anything else is there.</returns>
    [MethodImpl(Jit.Optimize)]
    public bool SkipWhiteSpace()
    {
        var start = Start;
        while (start < _end && WireSpace.Is(Bytes[start]))
        {
            start++;
        }

        Consume(start - Start);
        return start < _end;
    }

    /// <summary>Adds what one read of the stream gives: whatever is there, so that a slow body is never waited for longer than needed.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await stream.ReadAsync(Bytes, _end, Bytes.Length - _end, cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var bytes = Bytes;
        Bytes = [];
        Start = _end = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void MakeRoom()
    {
        var target = Bytes;
        if (Length == Bytes.Length)
        {
            target = ArrayPool<byte>.Shared.Rent(Bytes.Length * 2);
        }

        Buffer.BlockCopy(Bytes, Start, target, 0, Length);
        if (target != Bytes)
        {
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = target;
        }

        _end = Length;
        Start = 0;
    }
}

using System.Buffers;
using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>The part of a response body that is in memory, in a rented array. It grows only if one row does not fit.</summary>
internal sealed class ListingBuffer : IDisposable
{
    // About five hundred rows: few reads from the network, and still small enough for the processor's cache.
    private const int InitialSize = 256 * 1024;
    private int _end;

    /// <summary>The bytes. They move when more are read.</summary>
    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(InitialSize);

    /// <summary>The index of the first byte that is not consumed.</summary>
    public int Start { get; private set; }

    /// <summary>The end of the bytes.</summary>
    public int End => _end;

    /// <summary>The number of bytes that are not consumed.</summary>
    public int Length => _end - Start;

    /// <summary>The number of bytes of the body that are consumed.</summary>
    public long Consumed { get; private set; }

    /// <summary>The bytes that are not consumed.</summary>
    public ReadOnlySpan<byte> Unread => Bytes.AsSpan(Start, Length);

    /// <summary>Marks bytes as consumed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Consume(int count)
    {
        Start += count;
        Consumed += count;
    }

    /// <summary>Consumes white space.</summary>
    /// <returns>Whether another byte follows.</returns>
    [MethodImpl(Jit.Optimize)]
    public bool SkipWhiteSpace()
    {
        var start = Start;
        while (start < _end && WireSpace.IsSpace(Bytes[start]))
        {
            start++;
        }

        Consume(start - Start);
        return start < _end;
    }

    /// <summary>Begins to read whatever has arrived, so that rows of a slow response are not held back.</summary>
    /// <returns>The number of bytes read, which <see cref="Add"/> expects; 0 at the end of the stream.</returns>
    public Task<int> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        return stream.ReadAsync(Bytes, _end, Bytes.Length - _end, cancellationToken);
    }

    /// <summary>Adds the bytes of a read that has ended.</summary>
    /// <returns>Their number.</returns>
    public int Add(int count)
    {
        _end += count;
        return count;
    }

    /// <summary>Removes and returns all bytes, before any is consumed.</summary>
    public byte[] TakeAll()
    {
        var bytes = Unread.ToArray();
        _end = Start;
        return bytes;
    }

    /// <summary>Returns the array to the pool.</summary>
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

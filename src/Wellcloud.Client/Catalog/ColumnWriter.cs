using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Wellcloud.Client.Catalog;

/// <summary>Writes columns of numbers and texts one after the other, deflated, and notes where each begins.</summary>
internal sealed class ColumnWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly DeflateStream _deflate;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private int _offset;

    public ColumnWriter()
    {
        _deflate = new DeflateStream(_bytes, CompressionLevel.Optimal, leaveOpen: true);

        // For empty input, .NET writes no bytes at all, which browsers cannot inflate.
        Room(sizeof(uint)).Clear();
    }

    /// <summary>Where the columns are: name, offset in bytes, width of a number in bytes (0 for text), count.</summary>
    public List<(string Name, int Offset, int Width, int Count)> Columns { get; } = [];

    /// <summary>Writes numbers in as many bytes as the largest one needs. None of them may be negative.</summary>
    public void Write(string name, IReadOnlyList<uint> numbers)
    {
        uint largest = 0;
        foreach (var number in numbers)
        {
            largest = Math.Max(largest, number);
        }

        var width = largest <= byte.MaxValue ? 1 : largest <= ushort.MaxValue ? 2 : 4;
        Begin(name, width, numbers.Count);
        foreach (var number in numbers)
        {
            var room = Room(width);
            if (width == 1)
            {
                room[0] = (byte)number;
            }
            else if (width == 2)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)number);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(room, number);
            }
        }
    }

    /// <summary>Writes texts, with line ends between, and their lengths in UTF-16 units: a text may have line ends of its own.</summary>
    public void Write(string name, IReadOnlyList<string> texts)
    {
        Write(name + "Lengths", [.. texts.Select(static text => (uint)text.Length)]);
        var place = Columns.Count;
        Begin(name, 0, 0);
        var start = _offset;
        foreach (var text in texts)
        {
            // An unpaired surrogate becomes U+FFFD, which is as long.
            Put(Encoding.UTF8.GetBytes(text));
            Room(1)[0] = (byte)'\n';
        }

        Columns[place] = (name, start, 0, _offset - start);
    }

    /// <summary>Ends the compression and returns the bytes.</summary>
    public ArraySegment<byte> Finish()
    {
        Flush();
        _deflate.Dispose();
        return new(_bytes.GetBuffer(), 0, (int)_bytes.Length);
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _bytes.Dispose();
    }

    private void Begin(string name, int width, int count)
    {
        // A view of wider numbers has to begin at a multiple of their width.
        Room((4 - (_offset % 4)) % 4).Clear();
        Columns.Add((name, _offset, width, count));
    }

    private void Put(byte[] bytes)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var count = Math.Min(bytes.Length - done, _buffer.Length);
            bytes.AsSpan(done, count).CopyTo(Room(count));
            done += count;
        }
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Flush();
        }

        var room = _buffer.AsSpan(_length, count);
        _length += count;
        _offset += count;
        return room;
    }

    private void Flush()
    {
        _deflate.Write(_buffer, 0, _length);
        _length = 0;
    }
}

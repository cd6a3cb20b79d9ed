using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// Takes a listing apart as its bytes come in: a row, or a property of the wrapper, is read when the whole of it is in the buffer, and left there
/// until then. So nothing has to be remembered in the middle of a row, and every cut of the bytes gives the same rows.
/// </summary>
internal sealed class ListingParser(ListingBuffer buffer, ListingOptions options)
{
    private const int LargestRow = 16 << 20;
    private readonly RowFields _fields = new();
    private readonly RowReader _reader = new(options.UtcOffset, options.Pool, options.KeepSource);
    private readonly RowFilter? _filter = options.Filter is { } filter ? new RowFilter(filter, options) : null;
    private ListingWrapper? _wrapper;
    private ListingPlace _place;
    private long _rows;

    // How much of an unfinished row has been looked at in vain.
    private int _examined;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads every row that is in the buffer as a whole.</summary>
    /// <param name="wanted">Where the recordings go, those before a fault included.</param>
    /// <exception cref="WellcloudException">It is no listing.</exception>
    [MethodImpl(Jit.Optimize)]
    public void Advance(List<Recording> wanted)
    {
        try
        {
            while (ReadNext(wanted))
            {
                _examined = 0;
            }
        }
        catch (JsonException e)
        {
            throw ListingFault.Broken(buffer.Consumed, e);
        }

        _examined = buffer.Length;
        if (_examined > LargestRow)
        {
            throw ListingFault.TooLarge(buffer.Consumed, LargestRow);
        }
    }

    /// <summary>Judges what is left when no more bytes come.</summary>
    /// <exception cref="WellcloudException">The body is empty or ends in the middle.</exception>
    public void Complete()
    {
        switch (_place)
        {
            case ListingPlace.End:
                return;
            case ListingPlace.Start or ListingPlace.Root when _wrapper is null:
                throw buffer.Length == 0 ? ListingFault.Empty() : ListingFault.NotAListing();
            default:
                // A row that was waited for may have been broken all along.
                _examined = 0;
                Advance([]);
                throw ListingFault.CutOff(_rows);
        }
    }

    /// <summary>Reads the next whole piece; false when its end is not there yet.</summary>
    [MethodImpl(Jit.Optimize)]
    private bool ReadNext(List<Recording> wanted)
    {
        if (_place == ListingPlace.Start)
        {
            return TrySkipByteOrderMark();
        }

        if (!buffer.SkipWhiteSpace())
        {
            return false;
        }

        var next = buffer.Bytes[buffer.Start];
        switch (_place)
        {
            case ListingPlace.Row or ListingPlace.FirstRow when next == '{':
                return TryReadRow(wanted);
            case ListingPlace.AfterRow when next == ',':
                return ConsumeByte(ListingPlace.Row);
            case ListingPlace.AfterRow or ListingPlace.FirstRow when next == ']':
                return ConsumeByte(_wrapper is null ? ListingPlace.End : ListingPlace.AfterProperty);
            case ListingPlace.Row or ListingPlace.FirstRow when next == 'n':
                return TrySkipNull();
            case ListingPlace.Root when next == '[':
                return ConsumeByte(ListingPlace.FirstRow);
            case ListingPlace.Root when next == '{':
                return TryReadProperty(_wrapper ??= new ListingWrapper(options));
            case ListingPlace.Root:
                throw ListingFault.NotAListing();
            case ListingPlace.AfterProperty:
                return TryReadProperty(_wrapper!);
            default:
                throw ListingFault.Broken(buffer.Consumed);
        }
    }

    /// <summary>Uses up one byte.</summary>
    private bool ConsumeByte(ListingPlace place)
    {
        buffer.Consume(1);
        _place = place;
        return true;
    }

    private bool TrySkipByteOrderMark()
    {
        if (buffer.Length == 0)
        {
            return false;
        }

        if (buffer.Unread[0] == ByteOrderMark[0])
        {
            if (buffer.Length < ByteOrderMark.Length)
            {
                return false;
            }

            if (!buffer.Unread.StartsWith(ByteOrderMark))
            {
                throw ListingFault.NotAListing();
            }

            buffer.Consume(ByteOrderMark.Length);
        }

        _place = ListingPlace.Root;
        return true;
    }

    [MethodImpl(Jit.Optimize)]
    private bool TryReadRow(List<Recording> wanted)
    {
        // No brace among the new bytes, no end of the row.
        if (_examined > 0 && buffer.Unread.Slice(_examined).IndexOf((byte)'}') < 0)
        {
            return false;
        }

        if (!_fields.TryRead(buffer.Bytes, buffer.Start, buffer.End, out var length))
        {
            return false;
        }

        if (length <= LargestRow && (_filter is null || _filter.Matches(_fields)))
        {
            wanted.Add(_reader.Read(_fields, buffer.Unread.Slice(0, length)));
        }

        _rows++;
        return Consume(length, ListingPlace.AfterRow);
    }

    private bool TrySkipNull()
    {
        var reader = new Utf8JsonReader(buffer.Unread, isFinalBlock: false, state: default);
        if (!reader.Read())
        {
            return false;
        }

        _rows++;
        return Consume((int)reader.BytesConsumed, ListingPlace.AfterRow);
    }

    /// <summary>Reads a property of the wrapper, or its name alone where the rows follow, or the wrapper's end.</summary>
    private bool TryReadProperty(ListingWrapper wrapper)
    {
        var separator = FieldSeparator.Parse(buffer.Bytes, buffer.Start, buffer.End, isFirst: _place == ListingPlace.Root);
        if (separator is null)
        {
            return false;
        }

        if (separator.IsEnd)
        {
            wrapper.Complete(_rows);
            return Consume(separator.Bytes.Length, ListingPlace.End);
        }

        var name = WireText.Read(buffer.Bytes, separator.NameAt(buffer.Start));
        var position = buffer.Start + separator.Bytes.Length;
        if (name == ListingWrapper.Root && buffer.Bytes[position] == '[')
        {
            return wrapper.TryEnterRoot() ? Consume(separator.Bytes.Length + 1, ListingPlace.FirstRow) : throw ListingFault.NotAListing();
        }

        if (!ValueSpan.TryRead(buffer.Bytes, ref position, buffer.End, out var value))
        {
            return false;
        }

        return wrapper.TryReadProperty(name, buffer.Bytes, value)
            ? Consume(position - buffer.Start, ListingPlace.AfterProperty)
            : throw ListingFault.NotAListing();
    }

    /// <summary>Uses up a row or property.</summary>
    private bool Consume(int length, ListingPlace place)
    {
        if (length > LargestRow)
        {
            throw ListingFault.TooLarge(buffer.Consumed, LargestRow);
        }

        buffer.Consume(length);
        _place = place;
        return true;
    }
}

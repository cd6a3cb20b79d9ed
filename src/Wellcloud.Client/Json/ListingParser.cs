using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// Parses a listing while its bytes arrive. A row, or a property of the wrapper, is parsed once all of it is in the buffer. So there is no
/// state in the middle of a row, and it does not matter how the bytes are split between reads.
/// </summary>
internal sealed class ListingParser(ListingBuffer buffer, ListingOptions options)
{
    private const int MaximumRowLength = 16 << 20;
    private readonly RowFields _fields = new();
    private readonly RowReader _reader = new(options.UtcOffset, options.Pool, options.KeepSource);
    private readonly RowFilter? _filter = options.Filter is { } filter ? new RowFilter(filter, options) : null;
    private ListingWrapper? _wrapper;
    private ListingPlace _place;
    private long _rows;

    // How many bytes of an incomplete row have been searched for its end.
    private int _examined;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses every complete row in the buffer.</summary>
    /// <param name="wanted">Receives the recordings, including those before an error.</param>
    /// <exception cref="WellcloudException">The bytes are not a listing.</exception>
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
        if (_examined > MaximumRowLength)
        {
            throw ListingFault.TooLarge(buffer.Consumed, MaximumRowLength);
        }
    }

    /// <summary>Checks that the body ended where the listing ends.</summary>
    /// <exception cref="WellcloudException">The body is empty or incomplete.</exception>
    public void Complete()
    {
        switch (_place)
        {
            case ListingPlace.End:
                return;
            case ListingPlace.Start or ListingPlace.Root when _wrapper is null:
                throw buffer.Length == 0 ? ListingFault.Empty() : ListingFault.NotAListing();
            default:
                // An incomplete row may also contain a syntax error. Advance reports that first.
                _examined = 0;
                Advance([]);
                throw ListingFault.CutOff(_rows);
        }
    }

    /// <summary>Parses the next row, property or punctuation; false when its end has not arrived yet.</summary>
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

    /// <summary>Consumes a bracket or comma.</summary>
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
        // Without a brace among the new bytes the row cannot be complete.
        if (_examined > 0 && buffer.Unread.Slice(_examined).IndexOf((byte)'}') < 0)
        {
            return false;
        }

        if (!_fields.TryRead(buffer.Bytes, buffer.Start, buffer.End, out var length))
        {
            return false;
        }

        if (length <= MaximumRowLength
            && (_filter is null || _filter.Matches(_fields))
            && (options.IncludesId is null || options.IncludesId(RowReader.ReadId(_fields))))
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

    /// <summary>Parses a property of the wrapper, the name before the rows, or the end of the wrapper.</summary>
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

    /// <summary>Consumes a row or property.</summary>
    private bool Consume(int length, ListingPlace place)
    {
        if (length > MaximumRowLength)
        {
            throw ListingFault.TooLarge(buffer.Consumed, MaximumRowLength);
        }

        buffer.Consume(length);
        _place = place;
        return true;
    }
}

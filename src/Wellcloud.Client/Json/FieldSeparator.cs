using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// What lies between two values of an object: <c>,"ani":</c>, or <c>{"id":</c> before the first and <c>}</c> after the last one, with the
/// white space that is there. Rows of one listing have the same few, so that a separator once understood is from then on known by its bytes.
/// </summary>
internal sealed class FieldSeparator
{
    private readonly ValueSpan _name;

    private FieldSeparator(ReadOnlySpan<byte> bytes, bool isFirst, ValueSpan name)
    {
        Bytes = bytes.ToArray();
        IsFirst = isFirst;
        _name = name;
        Field = IsEnd ? RecordingField.Unknown : WireName.Find(WireText.ReadUtf8(Bytes, name));
    }

    /// <summary>The separator as it is written.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether it begins the object.</summary>
    public bool IsFirst { get; }

    /// <summary>Whether it ends the object, so that no value follows.</summary>
    public bool IsEnd => _name.Kind == JsonTokenType.None;

    /// <summary>Which field's value follows.</summary>
    public RecordingField Field { get; }

    /// <summary>The separator that came next the last time.</summary>
    public FieldSeparator? Next { get; set; }

    /// <summary>Where the name lies when the separator begins at a place of the buffer.</summary>
    public ValueSpan NameAt(int start) => _name.Moved(start);

    /// <summary>Understands the separator that begins at a place of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The place.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <param name="isFirst">Whether the object begins here.</param>
    /// <returns>Null when not all of it is there yet, the first byte of the value included.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static FieldSeparator? Parse(byte[] buffer, int start, int end, bool isFirst)
    {
        if (!TrySkipSpace(buffer, start, end, out var position))
        {
            return null;
        }

        if (buffer[position] == (isFirst ? '{' : ','))
        {
            if (!TrySkipSpace(buffer, position + 1, end, out position))
            {
                return null;
            }

            if (buffer[position] == '"')
            {
                return ParseName(buffer, start, position, end, isFirst);
            }

            if (!isFirst)
            {
                throw new JsonException();
            }
        }

        return buffer[position] == '}'
            ? new FieldSeparator(buffer.AsSpan(start, position + 1 - start), isFirst, default)
            : throw new JsonException();
    }

    private static FieldSeparator? ParseName(byte[] buffer, int start, int position, int end, bool isFirst)
    {
        if (!ValueSpan.TryRead(buffer, ref position, end, out var name) || !TrySkipSpace(buffer, position, end, out position))
        {
            return null;
        }

        if (buffer[position] != ':')
        {
            throw new JsonException();
        }

        return TrySkipSpace(buffer, position + 1, end, out position)
            ? new FieldSeparator(buffer.AsSpan(start, position - start), isFirst, name.Moved(-start))
            : null;
    }

    private static bool TrySkipSpace(byte[] buffer, int start, int end, out int position)
    {
        position = start;
        while (position < end && WireSpace.Is(buffer[position]))
        {
            position++;
        }

        return position < end;
    }
}

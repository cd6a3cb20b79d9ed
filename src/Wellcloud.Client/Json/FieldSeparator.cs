using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// The bytes between two values of an object: <c>,"ani":</c>, or <c>{"id":</c> before the first and <c>}</c> after the last value, including
/// white space. All rows of a listing use the same few separators, so each is parsed once and then recognized by its bytes.
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

    /// <summary>The bytes as sent.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether the separator begins the object.</summary>
    public bool IsFirst { get; }

    /// <summary>Whether the separator ends the object, so that no value follows.</summary>
    public bool IsEnd => _name.Kind == JsonTokenType.None;

    /// <summary>The field whose value follows.</summary>
    public RecordingField Field { get; }

    /// <summary>The separator that followed this one last time.</summary>
    public FieldSeparator? Next { get; set; }

    /// <summary>Returns the place of the name in a separator that begins at a position of the buffer.</summary>
    public ValueSpan NameAt(int start) => _name.MovedBy(start);

    /// <summary>Parses the separator that begins at a position of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The position.</param>
    /// <param name="end">The end of the bytes in the buffer.</param>
    /// <param name="isFirst">Whether the separator begins the object.</param>
    /// <returns>Null until the separator and the first byte after it have arrived.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
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
            ? new FieldSeparator(buffer.AsSpan(start, position - start), isFirst, name.MovedBy(-start))
            : null;
    }

    private static bool TrySkipSpace(byte[] buffer, int start, int end, out int position)
    {
        position = start;
        while (position < end && WireSpace.IsSpace(buffer[position]))
        {
            position++;
        }

        return position < end;
    }
}

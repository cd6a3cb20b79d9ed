using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>The place of a value in the buffer, and its kind. Of a string, the place excludes the quotes.</summary>
internal readonly struct ValueSpan
{
    // The reader allows 64 levels, and the object around a value is one of them.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 63 };

    private ValueSpan(int start, int length, JsonTokenType kind, bool isEscaped)
    {
        Start = start;
        Length = length;
        Kind = kind;
        IsEscaped = isEscaped;
    }

    /// <summary>The index of the first byte.</summary>
    public int Start { get; }

    /// <summary>The number of bytes.</summary>
    public int Length { get; }

    /// <summary>The kind of the first token; <see cref="JsonTokenType.None"/> when the row lacks the field.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>Whether a string contains escapes.</summary>
    public bool IsEscaped { get; }

    /// <summary>Returns the place after the buffer's bytes have moved.</summary>
    public ValueSpan MovedBy(int distance) => new(Start + distance, Length, Kind, IsEscaped);

    /// <summary>Whether there is a value: neither missing, nor null, nor an empty string.</summary>
    public bool IsPresent => Length != 0;

    /// <summary>Whether the value is an object or an array.</summary>
    public bool IsNested => Kind is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>Whether the value's bytes are its text.</summary>
    public bool IsPlainText => Length != 0 && !IsEscaped && !IsNested;

    /// <summary>Returns the bytes.</summary>
    public ReadOnlySpan<byte> In(byte[] buffer) => buffer.AsSpan(Start, Length);

    /// <summary>Finds the value that begins at a position of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="position">The first byte of the value; set to the byte after it.</param>
    /// <param name="end">The end of the bytes in the buffer.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the end of the value has not arrived yet.</returns>
    /// <exception cref="JsonException">The bytes are not a JSON value.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(byte[] buffer, ref int position, int end, out ValueSpan value)
    {
        var rest = buffer.AsSpan(position, end - position);

        // Nearly all values are strings without escapes or whole numbers. Utf8JsonReader would be slower for them.
        if (!rest.IsEmpty && rest[0] == '"')
        {
            var text = rest.Slice(1);
            var length = UnescapedRun.LengthOf(text);
            if (length >= 0 && text[length] == '"')
            {
                value = new ValueSpan(position + 1, length, JsonTokenType.String, false);
                position += length + 2;
                return true;
            }
        }
        else if (CountDigits(rest) is var digits and > 0)
        {
            value = new ValueSpan(position, digits, JsonTokenType.Number, false);
            position += digits;
            return true;
        }

        return TryReadAny(rest, ref position, out value);
    }

    /// <summary>Returns the place of a reader's current string, number, literal or property name.</summary>
    /// <param name="reader">A reader of the buffer from <paramref name="origin"/>.</param>
    /// <param name="origin">The index in the buffer of the reader's first byte.</param>
    public static ValueSpan FromScalar(ref Utf8JsonReader reader, int origin)
    {
        var start = origin + (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.PropertyName =>
                new ValueSpan(start + 1, reader.ValueSpan.Length, reader.TokenType, reader.ValueIsEscaped),
            JsonTokenType.Null => new ValueSpan(start, 0, JsonTokenType.Null, false),
            _ => new ValueSpan(start, reader.ValueSpan.Length, reader.TokenType, false),
        };
    }

    /// <summary>Counts the digits of a whole number; 0 when there is a sign, a leading zero, a fraction, an exponent or an error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ReadOnlySpan<byte> rest)
    {
        var count = 0;
        while (count < rest.Length && (uint)(rest[count] - '0') <= 9)
        {
            count++;
        }

        return count < rest.Length && rest[count] is (byte)',' or (byte)'}' && (rest[0] != '0' || count == 1) ? count : 0;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> rest, ref int position, out ValueSpan value)
    {
        value = default;
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, new JsonReaderState(_options));
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var kind = reader.TokenType;
            if (!reader.TrySkip())
            {
                return false;
            }

            value = new ValueSpan(position, (int)reader.BytesConsumed, kind, false);
        }
        else
        {
            value = FromScalar(ref reader, position);
        }

        position += (int)reader.BytesConsumed;
        return true;
    }
}

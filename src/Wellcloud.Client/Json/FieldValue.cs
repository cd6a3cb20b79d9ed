using System;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Where a value lies in the buffer and what it is: a string without its quotes, anything else whole.</summary>
internal readonly struct FieldValue
{
    // The object around a value is one of the 64 levels that the reader allows.
    private static readonly JsonReaderOptions ValueOptions = new() { MaxDepth = 63 };

    private FieldValue(int start, int length, JsonTokenType kind, bool isEscaped)
    {
        Start = start;
        Length = length;
        Kind = kind;
        IsEscaped = isEscaped;
    }

    public int Start { get; }

    public int Length { get; }

    /// <summary>How the value begins; <see cref="JsonTokenType.None"/> when the row does not have it.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>Whether a string has to be unescaped to be read.</summary>
    public bool IsEscaped { get; }

    /// <summary>The same value when everything moves in the buffer.</summary>
    public FieldValue Moved(int distance) => new(Start + distance, Length, Kind, IsEscaped);

    /// <summary>Whether there is a value: not missing, not null, not an empty string.</summary>
    public bool IsPresent => Length != 0;

    /// <summary>Whether the value is an object or an array.</summary>
    public bool IsNested => Kind is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>Whether the value's bytes are its text.</summary>
    public bool IsPlainText => Length != 0 && !IsEscaped && !IsNested;

    public ReadOnlySpan<byte> In(byte[] buffer) => buffer.AsSpan(Start, Length);

    /// <summary>Reads the value that begins at a place of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="position">Where the value begins; then, where it ends.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the value's end is not there yet.</returns>
    /// <exception cref="JsonException">It is none.</exception>
    public static bool TryRead(byte[] buffer, ref int position, int end, out FieldValue value)
    {
        var rest = buffer.AsSpan(position, end - position);

        // Nearly all values are plain strings or whole numbers, and need none of the reader's care.
        if (!TryReadString(rest, position, out value) && !TryReadDigits(rest, position, out value))
        {
            return TryReadAny(rest, ref position, out value);
        }

        position = value.Start + value.Length + (value.Kind == JsonTokenType.String ? 1 : 0);
        return true;
    }

    /// <summary>Takes the string, number, literal or property name that a reader stands on.</summary>
    /// <param name="reader">A reader of the buffer from <paramref name="origin"/>.</param>
    /// <param name="origin">The place in the buffer where the reader began.</param>
    public static FieldValue OfScalar(ref Utf8JsonReader reader, int origin)
    {
        var start = origin + (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.PropertyName =>
                new FieldValue(start + 1, reader.ValueSpan.Length, reader.TokenType, reader.ValueIsEscaped),
            JsonTokenType.Null => new FieldValue(start, 0, JsonTokenType.Null, false),
            _ => new FieldValue(start, reader.ValueSpan.Length, reader.TokenType, false),
        };
    }

    private static bool TryReadString(ReadOnlySpan<byte> rest, int position, out FieldValue value)
    {
        value = default;
        if (rest.IsEmpty || rest[0] != '"')
        {
            return false;
        }

        var length = PlainText.LengthOf(rest.Slice(1));
        if (length < 0 || rest[length + 1] != '"')
        {
            return false;
        }

        value = new FieldValue(position + 1, length, JsonTokenType.String, false);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> rest, int position, out FieldValue value)
    {
        var length = 0;
        while (length < rest.Length && (uint)(rest[length] - '0') <= 9)
        {
            length++;
        }

        // A zero in front, a fraction, an exponent and whatever is broken are for the reader to judge.
        if (length == 0 || length == rest.Length || (rest[0] == '0' && length > 1) || rest[length] is not ((byte)',' or (byte)'}'))
        {
            value = default;
            return false;
        }

        value = new FieldValue(position, length, JsonTokenType.Number, false);
        return true;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> rest, ref int position, out FieldValue value)
    {
        value = default;
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, new JsonReaderState(ValueOptions));
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

            value = new FieldValue(position, (int)reader.BytesConsumed, kind, false);
        }
        else
        {
            value = OfScalar(ref reader, position);
        }

        position += (int)reader.BytesConsumed;
        return true;
    }
}

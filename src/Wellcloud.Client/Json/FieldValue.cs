using System;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Where a value lies in the buffer and what it is: a string without its quotes, anything else whole.</summary>
internal readonly struct FieldValue
{
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

    /// <summary>Whether there is a value: not missing, not null, not an empty string.</summary>
    public bool IsPresent => Length != 0;

    /// <summary>Whether the value is an object or an array.</summary>
    public bool IsNested => Kind is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>Whether the value's bytes are its text.</summary>
    public bool IsPlainText => Length != 0 && !IsEscaped && !IsNested;

    public ReadOnlySpan<byte> In(byte[] buffer) => buffer.AsSpan(Start, Length);

    /// <summary>Takes the string, number, literal or property name that the reader stands on.</summary>
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

    /// <summary>Takes the value that the reader stands on, and an object or array as a whole; false when its end is not there yet.</summary>
    public static bool TryTake(ref Utf8JsonReader reader, int origin, out FieldValue value)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            value = OfScalar(ref reader, origin);
            return true;
        }

        var kind = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            value = default;
            return false;
        }

        value = new FieldValue(origin + start, (int)reader.BytesConsumed - start, kind, false);
        return true;
    }
}

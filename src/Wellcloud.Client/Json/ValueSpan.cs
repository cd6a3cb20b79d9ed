using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Where a value lies in the buffer and what it is: a string without its quotes, anything else whole.</summary>
internal readonly struct ValueSpan
{
    // The object around a value is one of the 64 levels that the reader allows.
    private static readonly JsonReaderOptions ValueOptions = new() { MaxDepth = 63 };

    private ValueSpan(int start, int length, JsonTokenType kind, bool isEscaped)
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
    public ValueSpan Moved(int distance) => new(Start + distance, Length, Kind, IsEscaped);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(byte[] buffer, ref int position, int end, out ValueSpan value)
    {
        var rest = buffer.AsSpan(position, end - position);

        // Nearly all values are plain strings or whole numbers, and need none of the reader's care.
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

    /// <summary>Takes the string, number, literal or property name that a reader stands on.</summary>
    /// <param name="reader">A reader of the buffer from <paramref name="origin"/>.</param>
    /// <param name="origin">The place in the buffer where the reader began.</param>
    public static ValueSpan OfScalar(ref Utf8JsonReader reader, int origin)
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

    /// <summary>How many digits make up the number here; none when it has a sign, a zero in front, a fraction or an exponent, or is broken.</summary>
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

            value = new ValueSpan(position, (int)reader.BytesConsumed, kind, false);
        }
        else
        {
            value = OfScalar(ref reader, position);
        }

        position += (int)reader.BytesConsumed;
        return true;
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>One row in the buffer: where each of its fields lies. Used for row after row.</summary>
internal sealed class RowFields
{
    private readonly FieldValue[] _known = new FieldValue[(int)Field.Unknown];
    private readonly List<ExtraField> _extra = [];

    // Rows look alike: the field that came next last time is most likely the one that comes next now.
    private readonly Field[] _expected = new Field[(int)Field.Unknown];

    /// <summary>The buffer in which the row lies.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>Where a known field's value lies; of a repeated one, the last.</summary>
    public ref readonly FieldValue this[Field field] => ref _known[(int)field];

    /// <summary>The other fields, in their order.</summary>
    public List<ExtraField> Extra => _extra;

    /// <summary>Finds the fields of the row that begins at a place of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">Where the row's brace is.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <param name="length">The length of the row.</param>
    /// <returns>False when the row's end is not there yet.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public bool TryRead(byte[] buffer, int start, int end, out int length)
    {
        Buffer = buffer;
        Array.Clear(_known, 0, _known.Length);
        _extra.Clear();
        length = 0;

        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isFinalBlock: false, state: default);
        if (!reader.Read())
        {
            return false;
        }

        for (var position = 0; reader.Read(); position++)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                length = (int)reader.BytesConsumed;
                return true;
            }

            var field = Recognise(ref reader, start, position);
            var name = field == Field.Unknown ? FieldValue.OfScalar(ref reader, start) : default;
            if (!reader.Read() || !FieldValue.TryTake(ref reader, start, out var value))
            {
                return false;
            }

            if (field == Field.Unknown)
            {
                _extra.Add(new ExtraField(name, value));
            }
            else
            {
                _known[(int)field] = value;
            }
        }

        return false;
    }

    private Field Recognise(ref Utf8JsonReader reader, int origin, int position)
    {
        if (reader.ValueIsEscaped)
        {
            return WireName.Find(WireText.ReadUtf8(Buffer, FieldValue.OfScalar(ref reader, origin)));
        }

        if (position < _expected.Length && WireName.Is(_expected[position], reader.ValueSpan))
        {
            return _expected[position];
        }

        var field = WireName.Find(reader.ValueSpan);
        if (position < _expected.Length)
        {
            _expected[position] = field;
        }

        return field;
    }
}

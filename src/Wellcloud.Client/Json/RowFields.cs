using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>The places of all fields of a row in the buffer. One instance is reused for every row.</summary>
internal sealed class RowFields
{
    // The last element holds the value of an unknown field until it is added to the list.
    private readonly ValueSpan[] _known = new ValueSpan[(int)RecordingField.Unknown + 1];
    private readonly List<ExtraField> _extra = [];
    private readonly SeparatorCache _separators = new();

    /// <summary>The buffer that contains the row.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>The place of a known field's value; of a repeated field, the last value.</summary>
    public ref readonly ValueSpan this[RecordingField field] => ref _known[(int)field];

    /// <summary>The other fields, in the order of the row.</summary>
    public List<ExtraField> Extra => _extra;

    /// <summary>Finds the fields of the row that begins at a position of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The position of the row's opening brace.</param>
    /// <param name="end">The end of the bytes in the buffer.</param>
    /// <param name="length">The length of the row.</param>
    /// <returns>False when the end of the row has not arrived yet.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    [MethodImpl(Jit.Optimize)]
    public bool TryRead(byte[] buffer, int start, int end, out int length)
    {
        Buffer = buffer;
        Array.Clear(_known, 0, _known.Length);
        _extra.Clear();

        var position = start;
        var separator = _separators.Find(null, buffer, position, end);
        while (separator is { IsEnd: false })
        {
            var name = position;
            position += separator.Bytes.Length;
            if (!ValueSpan.TryRead(buffer, ref position, end, out _known[(int)separator.Field]))
            {
                break;
            }

            if (separator.Field == RecordingField.Unknown)
            {
                _extra.Add(new ExtraField(separator.NameAt(name), _known[(int)RecordingField.Unknown]));
            }

            separator = _separators.Find(separator, buffer, position, end);
        }

        length = position - start;
        if (separator is not { IsEnd: true })
        {
            return false;
        }

        length += separator.Bytes.Length;
        return true;
    }
}

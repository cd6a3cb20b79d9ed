using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>One row in the buffer: where each of its fields lies. Used for row after row.</summary>
internal sealed class RowFields
{
    // With a place for the value of an unknown field, until it is put among the others.
    private readonly ValueSpan[] _known = new ValueSpan[(int)RecordingField.Unknown + 1];
    private readonly List<ExtraField> _extra = [];
    private readonly SeparatorCache _separators = new();

    /// <summary>The buffer in which the row lies.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>Where a known field's value lies; of a repeated one, the last.</summary>
    public ref readonly ValueSpan this[RecordingField field] => ref _known[(int)field];

    /// <summary>The other fields, in their order.</summary>
    public List<ExtraField> Extra => _extra;

    /// <summary>Finds the fields of the row that begins at a place of the buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">Where the row's brace is.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <param name="length">The length of the row.</param>
    /// <returns>False when the row's end is not there yet.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
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

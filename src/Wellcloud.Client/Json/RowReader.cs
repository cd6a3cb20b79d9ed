using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Makes recordings of rows.</summary>
/// <remarks>An empty string in a text field carries nothing and is read as null, except in the id.</remarks>
internal sealed class RowReader(TimeSpan utcOffset, StringPool pool, bool keepSource)
{
    // One bit for each field of the row whose value is there and could not be read.
    private uint _unread;

    /// <summary>The recording of a row.</summary>
    /// <param name="row">The row's fields.</param>
    /// <param name="bytes">The row.</param>
    [MethodImpl(Jit.Once)]
    public Recording Read(RowFields row, ReadOnlySpan<byte> bytes)
    {
        _unread = 0;
        return new Recording
        {
            Id = ReadText(row, Field.Id) ?? "",
            CallId = ReadText(row, Field.CallId),
            CallDirection = ReadRepeating(row, Field.CallDirection),
            State = ReadRepeating(row, Field.State),
            StartTime = ReadTime(row, Field.StartTime),
            EndTime = ReadTime(row, Field.EndTime),
            CallLength = NoteUnless(ReadSeconds(row), row, Field.CallLength),
            Ani = ReadText(row, Field.Ani),
            Dnis = ReadText(row, Field.Dnis),
            DeviceId = ReadRepeating(row, Field.DeviceId),
            AgentId = ReadRepeating(row, Field.AgentId),
            AgentName = ReadRepeating(row, Field.AgentName),
            FileName = ReadText(row, Field.FileName),
            FileSize = NoteUnless(WireNumber.Read(row.Buffer, row[Field.FileSize]), row, Field.FileSize) is > 0 and var size ? size : null,
            TenantId = ReadRepeating(row, Field.TenantId),
            Source = keepSource ? bytes.ToArray() : null,

            // Last, when the others have said what they could not read.
            AdditionalProperties = _unread == 0 && row.Extra.Count == 0 ? null : ReadRest(row),
        };
    }

    /// <summary>The length of the call; null when there is none or it does not fit.</summary>
    public static int? ReadSeconds(RowFields row) =>
        WireNumber.Read(row.Buffer, row[Field.CallLength]) is { } seconds and >= int.MinValue and <= int.MaxValue ? (int)seconds : null;

    [MethodImpl(Jit.Once)]
    private DateTimeOffset? ReadTime(RowFields row, Field field) =>
        NoteUnless(WireTime.Read(row.Buffer, row[field], utcOffset), row, field);

    [MethodImpl(Jit.Once)]
    private string? ReadText(RowFields row, Field field)
    {
        ref readonly var value = ref row[field];
        return WireText.Read(row.Buffer, value) ?? Note(value, field);
    }

    /// <summary>A text that other rows are likely to have as well: not a caller's or callee's, which would only push others out of the pool.</summary>
    [MethodImpl(Jit.Once)]
    private string? ReadRepeating(RowFields row, Field field)
    {
        ref readonly var value = ref row[field];
        return value.IsPlainText && pool.Find(row.Buffer, value) is { } pooled ? pooled.Text : ReadText(row, field);
    }

    private T? NoteUnless<T>(T? read, RowFields row, Field field)
        where T : struct
    {
        if (read is null)
        {
            Note(row[field], field);
        }

        return read;
    }

    private string? Note(in FieldValue value, Field field)
    {
        if (value.IsPresent)
        {
            _unread |= 1u << (int)field;
        }

        return null;
    }

    /// <summary>What has no property: unknown fields, and the values of known ones that could not be read.</summary>
    private Dictionary<string, object?>? ReadRest(RowFields row)
    {
        Dictionary<string, object?>? rest = null;
        foreach (var extra in row.Extra)
        {
            rest ??= [];
            rest[ReadName(row, extra.Name)] = JsonValue.Read(row.Buffer, extra.Value);
        }

        for (var field = Field.Id; field < Field.Unknown; field++)
        {
            if ((_unread & (1u << (int)field)) != 0 && !IsBlank(row, row[field]))
            {
                rest ??= [];
                rest[WireName.Of(field)] = JsonValue.Read(row.Buffer, row[field]);
            }
        }

        return rest;
    }

    private string ReadName(RowFields row, in FieldValue name) =>
        name.IsPlainText && pool.Find(row.Buffer, name) is { } pooled ? pooled.Text : WireText.Read(row.Buffer, name) ?? "";

    private static bool IsBlank(RowFields row, in FieldValue value) =>
        value.Kind == JsonTokenType.String && WireSpace.Trim(WireText.ReadUtf8(row.Buffer, value)).IsEmpty;
}

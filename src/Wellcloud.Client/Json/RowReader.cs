using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Makes recordings from rows.</summary>
/// <remarks>An empty string in a text field is read as null, except in the id.</remarks>
internal sealed class RowReader(TimeSpan utcOffset, StringPool pool, bool keepSource)
{
    // One bit for each field whose value is present and could not be read.
    private uint _unreadable;

    /// <summary>Returns the recording of a row.</summary>
    /// <param name="row">The row's fields.</param>
    /// <param name="bytes">The row.</param>
    [MethodImpl(Jit.Optimize)]
    public Recording Read(RowFields row, ReadOnlySpan<byte> bytes)
    {
        _unreadable = 0;
        return new Recording
        {
            Id = ReadText(row, RecordingField.Id) ?? "",
            CallId = ReadText(row, RecordingField.CallId),
            CallDirection = ReadRepeating(row, RecordingField.CallDirection),
            State = ReadRepeating(row, RecordingField.State),
            StartTime = ReadTime(row, RecordingField.StartTime),
            EndTime = ReadTime(row, RecordingField.EndTime),
            CallLength = RememberUnreadable(ReadSeconds(row), row, RecordingField.CallLength),
            Ani = ReadText(row, RecordingField.Ani),
            Dnis = ReadText(row, RecordingField.Dnis),
            DeviceId = ReadRepeating(row, RecordingField.DeviceId),
            AgentId = ReadRepeating(row, RecordingField.AgentId),
            AgentName = ReadRepeating(row, RecordingField.AgentName),
            FileName = ReadText(row, RecordingField.FileName),
            FileSize = RememberUnreadable(WireNumber.Read(row.Buffer, row[RecordingField.FileSize]), row, RecordingField.FileSize) is > 0 and var size ? size : null,
            TenantId = ReadRepeating(row, RecordingField.TenantId),
            Source = keepSource ? bytes.ToArray() : null,

            // Last: by now all unreadable fields are known.
            AdditionalProperties = _unreadable == 0 && row.Extra.Count == 0 ? null : ReadRest(row),
        };
    }

    /// <summary>Returns the UTF-8 of the recording's id.</summary>
    public static ReadOnlySpan<byte> ReadId(RowFields row)
    {
        ref readonly var value = ref row[RecordingField.Id];
#if NET8_0_OR_GREATER
        if (value.IsPlainText && Ascii.IsValid(value.In(row.Buffer)))
        {
            return value.In(row.Buffer);
        }
#endif
        // The bytes of the text, in which invalid UTF-8 is replaced, and not those of the row.
        return Encoding.UTF8.GetBytes(WireText.Read(row.Buffer, value) ?? "");
    }

    /// <summary>Returns the length of the call; null when it is missing, unreadable or too large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int? ReadSeconds(RowFields row) =>
        WireNumber.Read(row.Buffer, row[RecordingField.CallLength]) is { } seconds and >= int.MinValue and <= int.MaxValue ? (int)seconds : null;

    [MethodImpl(Jit.Optimize)]
    private DateTimeOffset? ReadTime(RowFields row, RecordingField field) =>
        RememberUnreadable(WireTime.Read(row.Buffer, row[field], utcOffset), row, field);

    [MethodImpl(Jit.Optimize)]
    private string? ReadText(RowFields row, RecordingField field)
    {
        ref readonly var value = ref row[field];
        return WireText.Read(row.Buffer, value) ?? RememberUnreadable(value, field);
    }

    /// <summary>Reads a text that other rows are likely to share. Callers and callees would only push such texts out of the pool.</summary>
    [MethodImpl(Jit.Optimize)]
    private string? ReadRepeating(RowFields row, RecordingField field)
    {
        ref readonly var value = ref row[field];
        return value.IsPlainText && pool.Find(row.Buffer, value) is { } pooled ? pooled.Text : ReadText(row, field);
    }

    private T? RememberUnreadable<T>(T? read, RowFields row, RecordingField field)
        where T : struct
    {
        if (read is null)
        {
            RememberUnreadable(row[field], field);
        }

        return read;
    }

    private string? RememberUnreadable(in ValueSpan value, RecordingField field)
    {
        if (value.IsPresent)
        {
            _unreadable |= 1u << (int)field;
        }

        return null;
    }

    /// <summary>Returns the values without a property: unknown fields, and known fields that could not be read.</summary>
    private Dictionary<string, object?>? ReadRest(RowFields row)
    {
        Dictionary<string, object?>? rest = null;
        foreach (var extra in row.Extra)
        {
            rest ??= [];
            rest[ReadName(row, extra.Name)] = JsonValue.Read(row.Buffer, extra.Value);
        }

        for (var field = RecordingField.Id; field < RecordingField.Unknown; field++)
        {
            if ((_unreadable & (1u << (int)field)) != 0 && !IsBlank(row, row[field]))
            {
                rest ??= [];
                rest[WireName.Of(field)] = JsonValue.Read(row.Buffer, row[field]);
            }
        }

        return rest;
    }

    private string ReadName(RowFields row, in ValueSpan name) =>
        name.IsPlainText && pool.Find(row.Buffer, name) is { } pooled ? pooled.Text : WireText.Read(row.Buffer, name) ?? "";

    private static bool IsBlank(RowFields row, in ValueSpan value) =>
        value.Kind == JsonTokenType.String && WireSpace.Trim(WireText.ReadUtf8(row.Buffer, value)).IsEmpty;
}

using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Makes recordings of rows.</summary>
/// <remarks>An empty string in a text field carries nothing and is read as null, except in the id.</remarks>
internal sealed class RowReader(TimeSpan utcOffset, StringPool pool, bool keepSource)
{
    /// <summary>The recording of a row.</summary>
    /// <param name="row">The row's fields.</param>
    /// <param name="bytes">The row.</param>
    public Recording Read(RowFields row, ReadOnlySpan<byte> bytes)
    {
        var size = WireNumber.Read(row.Buffer, row[Field.FileSize]);
        DateTimeOffset? start = ReadTime(row, Field.StartTime), end = ReadTime(row, Field.EndTime);
        var seconds = ReadSeconds(row);

        return new Recording
        {
            Id = ReadText(row, Field.Id) ?? "",
            CallId = ReadText(row, Field.CallId),
            CallDirection = ReadRepeating(row, Field.CallDirection),
            State = ReadRepeating(row, Field.State),
            StartTime = start,
            EndTime = end,
            CallLength = seconds,
            Ani = ReadRepeating(row, Field.Ani),
            Dnis = ReadText(row, Field.Dnis),
            DeviceId = ReadRepeating(row, Field.DeviceId),
            AgentId = ReadRepeating(row, Field.AgentId),
            AgentName = ReadRepeating(row, Field.AgentName),
            FileName = ReadText(row, Field.FileName),
            FileSize = size > 0 ? size : null,
            TenantId = ReadRepeating(row, Field.TenantId),
            AdditionalProperties = ReadRest(row, start is null, end is null, seconds is null, size is null),
            Source = keepSource ? bytes.ToArray() : null,
        };
    }

    private DateTimeOffset? ReadTime(RowFields row, Field field) => WireTime.Read(row.Buffer, row[field], utcOffset);

    /// <summary>The length of the call; null when there is none or it does not fit.</summary>
    public static int? ReadSeconds(RowFields row) =>
        WireNumber.Read(row.Buffer, row[Field.CallLength]) is { } seconds and >= int.MinValue and <= int.MaxValue ? (int)seconds : null;

    private static string? ReadText(RowFields row, Field field) => WireText.Read(row.Buffer, row[field]);

    /// <summary>A text that other rows are likely to have as well.</summary>
    private string? ReadRepeating(RowFields row, Field field)
    {
        ref readonly var value = ref row[field];
        return value.IsPlainText && pool.Find(row.Buffer, value) is { } pooled ? pooled.Text : WireText.Read(row.Buffer, value);
    }

    /// <summary>What has no property: unknown fields, and the values of known ones that could not be read.</summary>
    private Dictionary<string, object?>? ReadRest(RowFields row, bool noStart, bool noEnd, bool noSeconds, bool noSize)
    {
        Dictionary<string, object?>? rest = null;
        foreach (var extra in row.Extra)
        {
            rest ??= [];
            rest[ReadName(row, extra.Name)] = JsonValue.Read(row.Buffer, extra.Value);
        }

        for (var field = Field.Id; field < Field.Unknown; field++)
        {
            ref readonly var value = ref row[field];
            var isUnread = field switch
            {
                Field.StartTime => noStart,
                Field.EndTime => noEnd,
                Field.CallLength => noSeconds,
                Field.FileSize => noSize,
                _ => value.IsNested,
            };
            if (isUnread && value.IsPresent && !IsBlank(row, value))
            {
                rest ??= [];
                rest[WireName.Of(field)] = JsonValue.Read(row.Buffer, value);
            }
        }

        return rest;
    }

    private string ReadName(RowFields row, in FieldValue name) =>
        name.IsPlainText && pool.Find(row.Buffer, name) is { } pooled ? pooled.Text : WireText.Read(row.Buffer, name) ?? "";

    private static bool IsBlank(RowFields row, in FieldValue value) =>
        value.Kind == JsonTokenType.String && WireSpace.Trim(WireText.ReadUtf8(row.Buffer, value)).IsEmpty;
}

using System.Buffers;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>Writes and reads a single recording under the service's field names, as an archive keeps it.</summary>
internal static class RecordingJson
{
    // Recordings read from archives share one pool. Listings have their own pool.
    private static readonly StringPool _pool = new();

    /// <summary>
    /// Writes a recording as an object: the bytes that the service sent if they were kept, otherwise all fields that are not null.
    /// Times are written as local times, without their offset.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Recording recording)
    {
        if (recording.Source is { } source)
        {
            writer.WriteRawValue(InOneLine(source), skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        for (var field = RecordingField.Id; field < RecordingField.Unknown; field++)
        {
            if (ValueOf(recording, field) is { } value)
            {
                writer.WritePropertyName(WireName.Of(field));
                JsonValue.Write(writer, value);
            }
        }

        if (recording.AdditionalProperties is { } rest)
        {
            WriteRest(writer, recording, rest);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a recording; null when the bytes are not one JSON object.</summary>
    public static Recording? Read(ReadOnlySpan<byte> row, TimeSpan utcOffset, bool keepSource = false)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(row.Length);
        try
        {
            row.CopyTo(buffer);
            var start = row.Length - WireSpace.TrimStart(row).Length;
            var fields = new RowFields();
            return start < row.Length && row[start] == '{'
                && fields.TryRead(buffer, start, row.Length, out var length)
                && WireSpace.TrimStart(row.Slice(start + length)).IsEmpty
                ? new RowReader(utcOffset, _pool, keepSource).Read(fields, row)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void WriteRest(Utf8JsonWriter writer, Recording recording, IReadOnlyDictionary<string, object?> rest)
    {
        foreach (var property in rest)
        {
            // The unreadable value of a known field is written only if the field has no other value.
            if (WireName.Find(property.Key) is var field && (field == RecordingField.Unknown || ValueOf(recording, field) is null))
            {
                writer.WritePropertyName(property.Key);
                JsonValue.Write(writer, property.Value);
            }
        }
    }

    /// <summary>Returns the value to write for a known field; null for none.</summary>
    private static object? ValueOf(Recording recording, RecordingField field)
    {
        object? value = field switch
        {
            RecordingField.Id => recording.Id,
            RecordingField.Ani => recording.Ani,
            RecordingField.Dnis => recording.Dnis,
            RecordingField.CallDirection => recording.CallDirection,
            RecordingField.StartTime => TimeOf(recording.StartTime),
            RecordingField.EndTime => TimeOf(recording.EndTime),
            RecordingField.CallLength => recording.CallLength,
            RecordingField.FileSize => recording.FileSize,
            RecordingField.FileName => recording.FileName,
            RecordingField.DeviceId => recording.DeviceId,
            RecordingField.AgentId => recording.AgentId,
            RecordingField.AgentName => recording.AgentName,
            RecordingField.CallId => recording.CallId,
            RecordingField.TenantId => recording.TenantId,
            _ => recording.State,
        };
        return value is "" ? null : value;
    }

    private static string? TimeOf(DateTimeOffset? time) => time is { } known ? WireTime.Format(known) : null;

    /// <summary>Replaces line breaks by spaces. In JSON they only occur between tokens.</summary>
    private static ReadOnlySpan<byte> InOneLine(byte[] source)
    {
        if (source.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return source;
        }

        return Array.ConvertAll(source, value => value is (byte)'\n' or (byte)'\r' ? (byte)' ' : value);
    }
}

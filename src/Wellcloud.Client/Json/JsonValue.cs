using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// Converts values of fields that the contract does not name to and from .NET values: string, long, double, bool, null, a dictionary for
/// an object, an array for an array. A number too large for a double is kept as text.
/// </summary>
internal static class JsonValue
{
    /// <summary>Reads a well-formed value in the buffer.</summary>
    public static object? Read(byte[] buffer, in ValueSpan value)
    {
        if (!value.IsNested)
        {
            return ReadScalar(buffer, value);
        }

        var reader = new Utf8JsonReader(value.In(buffer));
        reader.Read();
        return Read(ref reader, buffer, value.Start);
    }

    /// <summary>Writes a .NET value. A value of an unknown type is written as text.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                WriteDouble(writer, number);
                break;
            case IEnumerable<KeyValuePair<string, object?>> properties:
                writer.WriteStartObject();
                foreach (var property in properties)
                {
                    writer.WritePropertyName(property.Key);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object?> items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static object? Read(ref Utf8JsonReader reader, byte[] buffer, int origin)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = new Dictionary<string, object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = WireText.Read(buffer, ValueSpan.FromScalar(ref reader, origin)) ?? "";
                    reader.Read();
                    properties[name] = Read(ref reader, buffer, origin);
                }

                return properties;
            case JsonTokenType.StartArray:
                var items = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, buffer, origin));
                }

                return items.ToArray();
            default:
                return ReadScalar(buffer, ValueSpan.FromScalar(ref reader, origin));
        }
    }

    private static object? ReadScalar(byte[] buffer, in ValueSpan value) => value.Kind switch
    {
        JsonTokenType.String => WireText.Read(buffer, value) ?? "",
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(buffer, value),
        _ => null,
    };

    private static object ReadNumber(byte[] buffer, in ValueSpan value)
    {
        var text = value.In(buffer);
        if (Utf8Parser.TryParse(text, out long whole, out var read) && read == text.Length)
        {
            return whole;
        }

        return Utf8Parser.TryParse(text, out double number, out read) && read == text.Length && !double.IsInfinity(number)
            ? number
            : Encoding.UTF8.GetString(buffer, value.Start, value.Length);
    }

    /// <summary>Writes a whole double with a decimal point: without one it would be read back as a long.</summary>
    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
    }
}

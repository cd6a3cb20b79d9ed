using System.Globalization;

namespace Wellcloud.Client.Names;

/// <summary>A piece of a template: literal text, a property of the recording, or a field that this client does not know.</summary>
/// <param name="Text">The literal text, or the field's name.</param>
/// <param name="IsLiteral">Whether the text stands for itself.</param>
/// <param name="Property">The property; null for a field.</param>
/// <param name="Format">The .NET format of the value.</param>
internal sealed record NamePart(string Text, bool IsLiteral, NameProperty? Property = null, string? Format = null)
{
    /// <summary>What the piece says for a recording.</summary>
    public string For(Recording recording)
    {
        if (IsLiteral)
        {
            return Text;
        }

        var value = Property is null ? FieldOf(recording) : Property.Read(recording);
        var text = Write(value, Format ?? Property?.Format);
        return string.IsNullOrWhiteSpace(text) ? SafeSegment.Unknown : text!;
    }

    private static string? Write(object? value, string? format)
    {
        if (value is not IFormattable formattable)
        {
            // Of objects and arrays there is no text that could be a name.
            return value is IConvertible ? value.ToString() : null;
        }

        try
        {
            return formattable.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            // Of a field the kind is known only now; those of properties were tried when the template was read.
            return formattable.ToString(null, CultureInfo.InvariantCulture);
        }
    }

    private object? FieldOf(Recording recording)
    {
        if (recording.AdditionalProperties is { } fields)
        {
            foreach (var field in fields)
            {
                if (field.Key.Equals(Text, StringComparison.OrdinalIgnoreCase))
                {
                    return field.Value;
                }
            }
        }

        return null;
    }
}

using System.Globalization;

namespace Wellcloud.Client.Names;

/// <summary>A part of a template: literal text, a property of the recording, or a field that this client does not know.</summary>
/// <param name="Text">The literal text, or the name of the field.</param>
/// <param name="IsLiteral">Whether the text is literal.</param>
/// <param name="Property">The property; null for a field.</param>
/// <param name="Format">The .NET format of the value.</param>
internal sealed record NamePart(string Text, bool IsLiteral, NameProperty? Property = null, string? Format = null)
{
    /// <summary>Whether the part is a field that this client does not know.</summary>
    public bool IsField => !IsLiteral && Property is null;

    /// <summary>Returns the text of the part for a recording.</summary>
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

    /// <summary>Returns the same part; if it is the id, in the form of <see cref="NameProperty.CaselessId"/>.</summary>
    public NamePart WithCaselessId() => Property?.Name == nameof(Recording.Id) ? this with { Property = NameProperty.CaselessId } : this;

    private static string? Write(object? value, string? format)
    {
        if (value is not IFormattable formattable)
        {
            // Objects and arrays have no text usable as a name.
            return value is IConvertible ? value.ToString() : null;
        }

        try
        {
            return formattable.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            // The type of a field is known only now. Formats of properties were checked when the template was parsed.
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

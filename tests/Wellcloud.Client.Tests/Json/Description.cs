using System.Collections;
using System.Globalization;
using System.Text;

namespace Wellcloud.Client.Tests.Json;

/// <summary>Describes recordings, with the type of each value, for comparisons.</summary>
internal static class Description
{
    public static string Of(Recording recording) => string.Join(
        ", ",
        typeof(Recording).GetProperties().Select(property => property.Name + "=" + Of(property.GetValue(recording)))) + SourceOf(recording);

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => "'" + string.Concat(text.Select(c => c is < ' ' or > '~' ? "\\" + (int)c : c.ToString())) + "'",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> pairs => "{" + string.Join(", ", pairs.Select(pair => Of(pair.Key) + ":" + Of(pair.Value))) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Of)) + "]",
        double number => "double " + number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.GetType().Name + " " + Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string SourceOf(Recording recording) =>
        recording.Source is { } source ? ", Source=" + Encoding.UTF8.GetString(source) : "";
}

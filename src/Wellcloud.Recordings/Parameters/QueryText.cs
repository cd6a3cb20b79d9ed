using System.Collections;
using System.Globalization;

namespace Wellcloud.Recordings.Parameters;

/// <summary>A query string from a hashtable; a value that is a list becomes one pair an element.</summary>
internal static class QueryText
{
    /// <summary>The query from the question mark on; empty when there is none.</summary>
    public static string Build(Hashtable? query)
    {
        var pairs =
            from DictionaryEntry pair in query ?? []
            from object? value in pair.Value is IEnumerable list and not string ? list : new[] { pair.Value }
            select $"{Escape(pair.Key)}={Escape(value)}";
        var text = string.Join("&", pairs);
        return text.Length > 0 ? "?" + text : "";
    }

    private static string Escape(object? value) => Uri.EscapeDataString(System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

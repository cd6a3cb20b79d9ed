using System.Collections;
using System.Globalization;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Makes a query string from a hashtable. A list becomes one pair for each element.</summary>
internal static class QueryText
{
    /// <summary>Returns the query with its question mark, or an empty text.</summary>
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

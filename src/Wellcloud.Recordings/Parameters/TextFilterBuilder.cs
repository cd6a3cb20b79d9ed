using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Makes the engine's text filters from values with or without wildcards.</summary>
internal static class TextFilterBuilder
{
    /// <summary>Returns the filter, or null when the parameter is omitted.</summary>
    public static TextFilter? ToFilter(this string[]? values)
    {
        if (values is null)
        {
            return null;
        }

        var patterns = values.Where(WildcardPattern.ContainsWildcardCharacters).Select(static text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase));
        var literals = values.Where(static text => !WildcardPattern.ContainsWildcardCharacters(text)).Select(WildcardPattern.Unescape);
        return new TextFilter(literals, patterns.Select<WildcardPattern, System.Func<string, bool>>(static pattern => pattern.IsMatch));
    }
}

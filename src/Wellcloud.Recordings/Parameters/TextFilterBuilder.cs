using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Makes the engine's conditions from what a user typed, wildcards included.</summary>
internal static class TextFilterBuilder
{
    /// <summary>A condition on a field; null when nothing was asked.</summary>
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

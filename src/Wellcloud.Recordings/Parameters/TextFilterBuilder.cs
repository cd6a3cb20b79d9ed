using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Makes the engine's text filters from values with or without wildcards.</summary>
internal static class TextFilterBuilder
{
    /// <summary>More texts than this are a list from a file, and comparing each with every row would cost too much.</summary>
    private const int MaximumLiterals = 8;

    /// <summary>Adds to each number that is written in groups, such as <c>138 0013-8000</c>, the same number without blanks and hyphens.</summary>
    public static string[]? WithBareNumbers(string[]? values) => values is null ? null : [.. values.Union(values.Select(BareNumber))];

    /// <summary>Returns the filter, or null when the parameter is omitted.</summary>
    public static TextFilter? ToFilter(this string[]? values)
    {
        if (values is null)
        {
            return null;
        }

        const WildcardOptions options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
        var patterns = values.Where(WildcardPattern.ContainsWildcardCharacters).Select(static text => WildcardPattern.Get(text, options)).ToArray();
        string[] literals = [.. values.Where(static text => !WildcardPattern.ContainsWildcardCharacters(text)).Select(WildcardPattern.Unescape)];
        return new TextFilter(literals, patterns.Select<WildcardPattern, System.Func<string, bool>>(static pattern => pattern.IsMatch))
        {
            NearMisses = patterns.Length == 0 && literals.Length <= MaximumLiterals ? new(literals) : null,
        };
    }

    private static string BareNumber(string text)
    {
        var bare = text.Replace(" ", "").Replace("-", "");
        return bare.Length > 0 && bare.TrimStart('+').All(char.IsDigit) ? bare : text;
    }
}

using System.Globalization;
using System.Text;

namespace Wellcloud.Client.Times;

/// <summary>Makes typed characters uniform before a form is looked for.</summary>
internal static class TypedText
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthShift = 0xFEE0;

    /// <summary>
    /// Returns the text with digits of any script as ASCII digits, full-width characters as ASCII, and every space as a plain space. The
    /// marks that cultures written from right to left put into dates are left out.
    /// </summary>
    public static string Simplify(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format)
            {
                continue;
            }

            var digit = CharUnicodeInfo.GetDecimalDigitValue(character);
            result.Append(
                digit >= 0 ? (char)('0' + digit)
                : character is >= FullWidthFirst and <= FullWidthLast ? (char)(character - FullWidthShift)
                : char.IsWhiteSpace(character) ? ' '
                : character is '\u2212' or '\u2013' ? '-'
                : character);
        }

        return result.ToString().Trim();
    }
}

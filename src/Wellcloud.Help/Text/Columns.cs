namespace Wellcloud.Help.Text;

/// <summary>Counts the console columns of a text.</summary>
internal static class Columns
{
    // Wide and full-width characters of Unicode's East Asian Width. Ambiguous quotes, dashes and dots are wide in Chinese fonts.
    private static readonly (int First, int Last)[] _wide =
    [
        (0x1100, 0x115F), (0x2014, 0x2014), (0x2018, 0x201D), (0x2026, 0x2026), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
    ];

    /// <summary>Whether a character takes two columns.</summary>
    public static bool IsWide(char character) => _wide.Any(range => character >= range.First && character <= range.Last);

    /// <summary>Returns the number of columns of a text.</summary>
    public static int Of(string text) => text.Sum(static character => IsWide(character) ? 2 : 1);
}

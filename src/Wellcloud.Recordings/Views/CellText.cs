namespace Wellcloud.Recordings.Views;

/// <summary>Measures and shortens texts by the cells of a terminal, where a Chinese character takes two.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>Returns how many cells a text takes.</summary>
    public static int CountCells(string text) => text.Length + CountWide(text);

    /// <summary>Returns how many characters of a text take two cells.</summary>
    public static int CountWide(string text) => text.Count(IsWide);

    /// <summary>Shortens a text in the middle, and keeps more of the end, which distinguishes the files of one folder.</summary>
    public static string Shorten(string text, int cells)
    {
        if (CountCells(text) <= cells)
        {
            return text;
        }

        var start = Fit(text, 0, 1, (cells - 1) / 3);
        var end = Fit(text, text.Length - 1, -1, cells - 1 - CountCells(text.Substring(0, start)));
        return text.Substring(0, start) + Ellipsis + text.Substring(text.Length - end);
    }

    /// <summary>Returns how many characters fit from one end, without half a surrogate pair.</summary>
    private static int Fit(string text, int first, int step, int cells)
    {
        var count = 0;
        for (var used = 0; count < text.Length; count++)
        {
            used += IsWide(text[first + (step * count)]) ? 2 : 1;
            if (used > cells)
            {
                break;
            }
        }

        var isHalf = count > 0 && (step > 0 ? char.IsHighSurrogate(text[count - 1]) : char.IsLowSurrogate(text[text.Length - count]));
        return isHalf ? count - 1 : count;
    }

    // The characters that PowerShell counts as two cells. A surrogate pair is two characters and two cells.
    private static bool IsWide(char c) => c >= 0x1100
        && (c is <= (char)0x115F or (char)0x2329 or (char)0x232A
            or (>= (char)0x2E80 and <= (char)0xA4CF and not (char)0x303F)
            or (>= (char)0xAC00 and <= (char)0xD7A3)
            or (>= (char)0xF900 and <= (char)0xFAFF)
            or (>= (char)0xFE10 and <= (char)0xFE19)
            or (>= (char)0xFE30 and <= (char)0xFE6F)
            or (>= (char)0xFF00 and <= (char)0xFF60)
            or (>= (char)0xFFE0 and <= (char)0xFFE6));
}

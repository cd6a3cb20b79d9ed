using System.Text;

namespace Wellcloud.Help.Text;

/// <summary>Wraps text at spaces, and between Chinese characters.</summary>
internal static class Wrap
{
    private const string NotAtStart = "，。、；：？！）》」』】”’…—";
    private const string NotAtEnd = "（《「『【“‘";

    /// <summary>Returns the lines of a text.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">The columns of a line. A longer word is not broken.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        var columns = 0;
        foreach (var piece in Pieces(text))
        {
            if (columns > 0 && columns + Columns.Of(piece.TrimEnd()) > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                columns = 0;
            }

            line.Append(piece);
            columns += Columns.Of(piece);
        }

        yield return line.ToString().TrimEnd();
    }

    /// <summary>Returns the smallest pieces that stay on one line, each with the space after it.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != ' ' && MayBreak(text[i - 1], text[i]))
            {
                yield return text[start..i];
                start = i;
            }
        }

        yield return text[start..];
    }

    private static bool MayBreak(char before, char after) =>
        before == ' ' || ((Columns.IsWide(before) || Columns.IsWide(after)) && !NotAtStart.Contains(after) && !NotAtEnd.Contains(before));
}

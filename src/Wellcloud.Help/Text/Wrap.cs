using System.Text;

namespace Wellcloud.Help.Text;

/// <summary>Breaks text into lines: at spaces, and between the characters of a script that has none.</summary>
internal static class Wrap
{
    private const string NeverFirst = "，。、；：？！）》」』】”’…—";
    private const string NeverLast = "（《「『【“‘";

    /// <summary>The lines of a text.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">The columns of a line; a word that is longer stays whole.</param>
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

    /// <summary>The smallest pieces that stay on one line, each with the space that follows it.</summary>
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
        before == ' ' || ((Columns.IsWide(before) || Columns.IsWide(after)) && !NeverFirst.Contains(after) && !NeverLast.Contains(before));
}

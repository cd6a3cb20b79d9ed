using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>The parameters of a header value, read as leniently as can be: hostile text gives odd values and no fault.</summary>
internal static class HeaderParameters
{
    /// <summary>Each <c>name=value</c> between semicolons, quotes taken off.</summary>
    public static IEnumerable<(string Name, string Value)> Read(string header)
    {
        var position = 0;
        while (position < header.Length)
        {
            var end = header.IndexOfAny(['=', ';'], position);
            if (end < 0)
            {
                yield break;
            }

            var name = header.Substring(position, end - position).Trim();
            position = end + 1;
            if (header[end] == '=')
            {
                yield return (name, ReadValue(header, ref position));
            }
        }
    }

    private static string ReadValue(string header, ref int position)
    {
        while (position < header.Length && header[position] is ' ' or '\t')
        {
            position++;
        }

        var isQuoted = position < header.Length && header[position] == '"';
        var value = new StringBuilder();
        if (isQuoted)
        {
            ReadQuoted(header, ref position, value);
        }

        var end = header.IndexOf(';', position);
        end = end < 0 ? header.Length : end;
        if (!isQuoted)
        {
            value.Append(header.Substring(position, end - position).Trim());
        }

        position = end + 1;
        return value.ToString();
    }

    private static void ReadQuoted(string header, ref int position, StringBuilder value)
    {
        for (position++; position < header.Length && header[position] != '"'; position++)
        {
            // Only a quote or a backslash is escaped: others are backslashes of Windows paths, which nobody escapes.
            var isEscape = header[position] == '\\' && position + 1 < header.Length && header[position + 1] is '"' or '\\';
            position += isEscape ? 1 : 0;
            value.Append(header[position]);
        }
    }
}

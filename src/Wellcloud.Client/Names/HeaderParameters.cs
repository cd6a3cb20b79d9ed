using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Reads the parameters of a header value leniently: hostile text results in odd values, not in an error.</summary>
internal static class HeaderParameters
{
    /// <summary>Returns each <c>name=value</c> between semicolons, without quotes.</summary>
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
            // A backslash escapes only a quote or a backslash. Others belong to Windows paths, where servers do not escape them.
            var isEscape = header[position] == '\\' && position + 1 < header.Length && header[position + 1] is '"' or '\\';
            position += isEscape ? 1 : 0;
            value.Append(header[position]);
        }
    }
}

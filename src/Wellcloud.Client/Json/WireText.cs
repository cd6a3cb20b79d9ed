using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Wellcloud.Client.Json;

/// <summary>Reads the text of a value. Invalid Unicode becomes U+FFFD: a damaged name must not fail the listing.</summary>
internal static class WireText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Returns the text of a string, number or literal; null for anything else, and for an empty string.</summary>
    [MethodImpl(Jit.Optimize)]
    public static string? Read(byte[] buffer, in ValueSpan value)
    {
        if (value.IsPlainText)
        {
            return Decode(buffer, value);
        }

        return value.IsEscaped ? Unescape(buffer, value.Start, value.Length) : null;
    }

    /// <summary>Returns the UTF-8 of a string, number or literal, unescaped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> ReadUtf8(byte[] buffer, in ValueSpan value) =>
        value.IsEscaped ? Encoding.UTF8.GetBytes(Unescape(buffer, value.Start, value.Length)) : value.In(buffer);

    /// <summary>Returns the text of a value that has no escapes.</summary>
    [MethodImpl(Jit.Optimize)]
    public static string Decode(byte[] buffer, in ValueSpan value)
    {
#if NET8_0_OR_GREATER
        // Ids and addresses are ASCII. Latin-1 decodes ASCII fastest, since it need not count characters first.
        if (Ascii.IsValid(value.In(buffer)))
        {
            return Encoding.Latin1.GetString(buffer, value.Start, value.Length);
        }
#endif
        return Encoding.UTF8.GetString(buffer, value.Start, value.Length);
    }

    private static string Unescape(byte[] utf8, int start, int length)
    {
        // Neither a byte nor an escape becomes more than one char.
        var chars = ArrayPool<char>.Shared.Rent(length);
        try
        {
            var count = 0;
            var end = start + length;
            while (start < end)
            {
                var run = utf8.AsSpan(start, end - start).IndexOf((byte)'\\');
                run = run < 0 ? end - start : run;
                count += Encoding.UTF8.GetChars(utf8, start, run, chars, count);
                start += run;
                if (start < end)
                {
                    chars[count++] = ReadEscape(utf8, ref start);
                }
            }

            ReplaceLoneSurrogates(chars.AsSpan(0, count));
            return new string(chars, 0, count);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>Reads one escape. The JSON reader has checked its syntax.</summary>
    private static char ReadEscape(byte[] utf8, ref int position)
    {
        var letter = utf8[position + 1];
        position += 2;
        switch (letter)
        {
            case (byte)'b': return '\b';
            case (byte)'f': return '\f';
            case (byte)'n': return '\n';
            case (byte)'r': return '\r';
            case (byte)'t': return '\t';
            case (byte)'u':
                Utf8Parser.TryParse(utf8.AsSpan(position, 4), out ushort code, out _, 'X');
                position += 4;
                return (char)code;
            default: return (char)letter;
        }
    }

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else
            {
                text[i] = Replacement;
            }
        }
    }
}

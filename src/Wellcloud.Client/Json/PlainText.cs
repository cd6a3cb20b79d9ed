using System;
#if NET8_0_OR_GREATER
using System.Buffers;
using System.Linq;
#endif

namespace Wellcloud.Client.Json;

/// <summary>The bytes of a JSON string that stand for themselves.</summary>
internal static class PlainText
{
#if NET8_0_OR_GREATER
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    /// <summary>How many bytes there are up to the first quote, backslash or control character; negative when there is none of them.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text) => text.IndexOfAny(Special);
#else
    /// <summary>How many bytes there are up to the first quote, backslash or control character; negative when there is none of them.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        return -1;
    }
#endif
}

using System.Runtime.CompilerServices;
#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.Intrinsics;
#endif

namespace Wellcloud.Client.Json;

/// <summary>Measures the part of a JSON string that needs no unescaping.</summary>
internal static class UnescapedRun
{
    /// <summary>Returns the number of bytes before the first quote, backslash or control character; negative when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        var length = 0;
#if NET8_0_OR_GREATER
        for (; length + Vector128<byte>.Count <= text.Length; length += Vector128<byte>.Count)
        {
            var block = Vector128.Create(text.Slice(length, Vector128<byte>.Count));
            var special = Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)0x20));
            if (special != Vector128<byte>.Zero)
            {
                return length + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }
#endif
        for (; length < text.Length; length++)
        {
            if (text[length] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return length;
            }
        }

        return -1;
    }
}

using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>Reads whole numbers, sent as numbers (with or without decimals) or as strings.</summary>
internal static class WireNumber
{
    // Every number of 18 digits fits a long.
    private const int SafeDigits = 18;

    /// <summary>Returns the number, rounded down; null when the value is not a number or does not fit.</summary>
    [MethodImpl(Jit.Optimize)]
    public static long? Read(byte[] buffer, in ValueSpan value)
    {
        if (value.IsNested || !value.IsPresent)
        {
            return null;
        }

        if (value.Length <= SafeDigits && TryReadDigits(value.In(buffer), out var digits))
        {
            return digits;
        }

        var text = WireSpace.Trim(WireText.ReadUtf8(buffer, value));
        if (Utf8Parser.TryParse(text, out long whole, out var read) && read == text.Length)
        {
            return whole;
        }

        if (Utf8Parser.TryParse(text, out decimal exact, out read) && read == text.Length)
        {
            exact = Math.Floor(exact);
            return exact is >= long.MinValue and <= long.MaxValue ? (long)exact : null;
        }

        return null;
    }

    /// <summary>Reads a number that consists of digits only, as nearly all do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDigits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (var value in text)
        {
            var digit = (uint)(value - '0');
            if (digit > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }
}

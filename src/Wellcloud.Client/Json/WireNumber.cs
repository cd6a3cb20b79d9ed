using System;
using System.Buffers.Text;

namespace Wellcloud.Client.Json;

/// <summary>Whole numbers, written as such, with decimals, or as strings.</summary>
internal static class WireNumber
{
    /// <summary>The number, rounded down; null when it is none or does not fit.</summary>
    public static long? Read(byte[] buffer, in FieldValue value)
    {
        if (value.IsNested || !value.IsPresent)
        {
            return null;
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
}

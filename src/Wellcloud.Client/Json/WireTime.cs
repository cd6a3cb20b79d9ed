using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>
/// Reads and writes the service's times: <c>yyyy.MM.dd HH:mm:ss</c> without a zone, in the offset of the session. The format is not
/// guaranteed, so these are read as well: <c>-</c> and <c>/</c> in the date, <c>T</c> before the time, a fraction, a zone, and Unix milliseconds.
/// </summary>
internal static class WireTime
{
    private const int SecondsLength = 19;
    private const long MaxMilliseconds = 253_402_300_799_999; // the end of the year 9999
    private static readonly long _unixEpochTicks = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Returns the time in the session's offset; null when the value is not a time.</summary>
    [MethodImpl(Jit.Optimize)]
    public static DateTimeOffset? Read(byte[] buffer, in ValueSpan value, TimeSpan utcOffset)
    {
        if (value.Kind == JsonTokenType.String)
        {
            return Parse(WireSpace.Trim(WireText.ReadUtf8(buffer, value)), utcOffset);
        }

        return value.Kind == JsonTokenType.Number && WireNumber.Read(buffer, value) is { } milliseconds
            ? FromUnix(milliseconds, utcOffset)
            : null;
    }

    /// <summary>Returns the time in the service's format, with a fraction only if it has one.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToString("yyyy'.'MM'.'dd HH':'mm':'ss.FFFFFFF", CultureInfo.InvariantCulture);

    [MethodImpl(Jit.Optimize)]
    private static DateTimeOffset? Parse(ReadOnlySpan<byte> text, TimeSpan utcOffset)
    {
        if (text.Length < SecondsLength
            || text[4] is not ((byte)'.' or (byte)'-' or (byte)'/') || text[7] != text[4]
            || text[10] is not ((byte)' ' or (byte)'T')
            || text[13] != ':' || text[16] != ':')
        {
            return null;
        }

        int century = Pair(text, 0), year = Pair(text, 2), month = Pair(text, 5), day = Pair(text, 8);
        int hour = Pair(text, 11), minute = Pair(text, 14), second = Pair(text, 17);

        // Pair returns a negative number for anything but digits; as unsigned, it exceeds every bound.
        if ((century | year) < 0 || (year += century * 100) == 0
            || (uint)(month - 1) > 11 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month))
            || (uint)hour > 23 || (uint)minute > 59 || (uint)second > 59)
        {
            return null;
        }

        var ticks = new DateTime(year, month, day).Ticks + ((((hour * 60) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
        return text.Length == SecondsLength
            ? At(ticks - utcOffset.Ticks, utcOffset)
            : ReadFractionAndZone(ticks, text.Slice(SecondsLength), utcOffset);
    }

    /// <summary>Reads the optional fraction and the optional zone.</summary>
    private static DateTimeOffset? ReadFractionAndZone(long ticks, ReadOnlySpan<byte> rest, TimeSpan utcOffset)
    {
        if (rest[0] is (byte)'.' or (byte)',')
        {
            var digits = 1;
            for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && IsDigit(rest[digits]); digits++, unit /= 10)
            {
                ticks += (rest[digits] - '0') * unit;
            }

            if (digits == 1)
            {
                return null;
            }

            rest = rest.Slice(digits);
        }

        if (rest.IsEmpty)
        {
            return At(ticks - utcOffset.Ticks, utcOffset);
        }

        if (rest.Length == 1 && rest[0] is (byte)'Z' or (byte)'z')
        {
            return At(ticks, utcOffset);
        }

        // +08:00 or +0800
        if (rest.Length is not (5 or 6) || rest[0] is not ((byte)'+' or (byte)'-') || (rest.Length == 6 && rest[3] != ':'))
        {
            return null;
        }

        int hours = Pair(rest, 1), minutes = Pair(rest, rest.Length - 2);
        if ((uint)hours > 14 || (uint)minutes > 59)
        {
            return null;
        }

        var zone = new TimeSpan(hours, minutes, 0).Ticks;
        return At(rest[0] == '+' ? ticks - zone : ticks + zone, utcOffset);
    }

    private static DateTimeOffset? FromUnix(long milliseconds, TimeSpan utcOffset) =>
        milliseconds is >= -MaxMilliseconds and <= MaxMilliseconds
            ? At(_unixEpochTicks + (milliseconds * TimeSpan.TicksPerMillisecond), utcOffset)
            : null;

    /// <summary>Returns the moment in the session's offset; null outside the years 1 to 9999.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DateTimeOffset? At(long utcTicks, TimeSpan utcOffset)
    {
        var ticks = utcTicks + utcOffset.Ticks;
        return IsInRange(utcTicks) && IsInRange(ticks) ? new DateTimeOffset(ticks, utcOffset) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInRange(long ticks) => (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks;

    /// <summary>Returns two digits as a number; negative when one is not a digit.</summary>
    private static int Pair(ReadOnlySpan<byte> text, int index)
    {
        byte tens = text[index], ones = text[index + 1];
        return IsDigit(tens) && IsDigit(ones) ? ((tens - '0') * 10) + ones - '0' : -1;
    }

    private static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}

using System.Globalization;
using System.Text;

namespace Wellcloud.Emulator.Tenant;

/// <summary>The three years of the tenant's calls, twelve hours a day from eight in the morning.</summary>
internal static class Calendar
{
    public const int WorkingSecondsPerDay = 12 * 3600;
    private const int Opening = 8 * 3600;

    private static readonly DateTime s_firstDay = new(2024, 1, 1);
    private static readonly int s_days = (new DateTime(2027, 1, 1) - s_firstDay).Days;
    private static readonly byte[][] s_dates = [.. Enumerable.Range(0, s_days).Select(DateText)];

    /// <summary>Working seconds in all.</summary>
    public static long WorkingSeconds { get; } = (long)s_days * WorkingSecondsPerDay;

    /// <summary>Seconds since the first midnight, for a count of working seconds.</summary>
    public static int ClockSeconds(long working) =>
        (int)((working / WorkingSecondsPerDay * 86400) + Opening + (working % WorkingSecondsPerDay));

    public static DateTime Time(int clockSeconds) => s_firstDay.AddSeconds(clockSeconds);

    /// <summary>Returns the date as <c>yyyy.MM.dd</c> in UTF-8.</summary>
    public static ReadOnlySpan<byte> Date(int clockSeconds) => s_dates[clockSeconds / 86400];

    private static byte[] DateText(int day) =>
        Encoding.ASCII.GetBytes(s_firstDay.AddDays(day).ToString("yyyy.MM.dd", CultureInfo.InvariantCulture));
}

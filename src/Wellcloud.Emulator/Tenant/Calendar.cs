using System.Globalization;
using System.Text;

namespace Wellcloud.Emulator.Tenant;

/// <summary>The days of the tenant's calls, twelve hours each from eight in the morning.</summary>
internal sealed class Calendar
{
    private const int WorkingSecondsPerDay = 12 * 3600;
    private const int Opening = 8 * 3600;

    private readonly DateTime _firstDay;
    private readonly byte[][] _dates;

    /// <param name="firstDay">The first day.</param>
    /// <param name="end">The day after the last.</param>
    public Calendar(DateTime firstDay, DateTime end)
    {
        _firstDay = firstDay;
        _dates = [.. Enumerable.Range(0, (end - firstDay).Days).Select(DateText)];
        WorkingSeconds = (long)_dates.Length * WorkingSecondsPerDay;
    }

    /// <summary>Three years that never change, for tests.</summary>
    public static Calendar Fixed { get; } = new(new(2024, 1, 1), new(2027, 1, 1));

    /// <summary>The days up to yesterday, as the tenant in China sees it.</summary>
    public static Calendar Before(DateTimeOffset now, int days)
    {
        var today = now.ToOffset(TimeSpan.FromHours(8)).Date;
        return new(today.AddDays(-Math.Max(days, 1)), today);
    }

    /// <summary>Working seconds in all.</summary>
    public long WorkingSeconds { get; }

    /// <summary>Seconds since the first midnight, for a count of working seconds.</summary>
    public static int ClockSeconds(long working) =>
        (int)((working / WorkingSecondsPerDay * 86400) + Opening + (working % WorkingSecondsPerDay));

    public DateTime Time(int clockSeconds) => _firstDay.AddSeconds(clockSeconds);

    /// <summary>Returns the date as <c>yyyy.MM.dd</c> in UTF-8.</summary>
    public ReadOnlySpan<byte> Date(int clockSeconds) => _dates[clockSeconds / 86400];

    private byte[] DateText(int day) => Encoding.ASCII.GetBytes(_firstDay.AddDays(day).ToString("yyyy.MM.dd", CultureInfo.InvariantCulture));
}

using System.Globalization;

namespace Wellcloud.Recordings.Views;

/// <summary>Writes sizes for people.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Writes a size with the unit that leaves one to three digits before the point. A KB is 1,024 bytes, as in the shell.</summary>
    public static string Format(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < s_units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return unit == 0 ? $"{bytes} B" : value.ToString("0.0 ", CultureInfo.CurrentCulture) + s_units[unit];
    }
}

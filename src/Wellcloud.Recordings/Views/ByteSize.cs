using System.Globalization;

namespace Wellcloud.Recordings.Views;

/// <summary>Sizes that a person reads.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A size in the unit that leaves one to four digits; units of 1,024 as the shell counts them.</summary>
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

using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Values as the shell passes them.</summary>
internal static class ShellObject
{
    /// <summary>Returns the value without the shell's PSObject wrapper.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>Converts a value, or each element of a list.</summary>
    public static object? ConvertEach<T>(this object? value, Func<object?, T> convert) =>
        value.Unwrap() is IList list ? list.Cast<object?>().Select(convert).ToArray() : convert(value);

    /// <summary>Returns the value without its wrapper, and a time that went through CliXml, a job or Windows PowerShell's JSON as a time again.</summary>
    public static object? ToTime(this object? value)
    {
        if (value is not PSObject { BaseObject: PSCustomObject } wrapped)
        {
            return value.Unwrap();
        }

        return Number(wrapped, "UtcTicks") is { } utcTicks && Number(wrapped, "Ticks") is { } ticks
            && utcTicks >= 0 && utcTicks <= DateTime.MaxValue.Ticks && Math.Abs(ticks - utcTicks) <= TimeSpan.FromHours(14).Ticks
            ? new DateTimeOffset(utcTicks, TimeSpan.Zero).ToOffset(TimeSpan.FromTicks(ticks - utcTicks))
            : wrapped.ToString();
    }

    private static long? Number(PSObject wrapped, string name) =>
        LanguagePrimitives.TryConvertTo<long>(wrapped.Properties[name]?.Value, CultureInfo.InvariantCulture, out var number) ? number : null;
}

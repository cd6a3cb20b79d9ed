namespace Wellcloud.Client.Times;

/// <summary>A date and time read from a text.</summary>
/// <param name="Wall">The date and time of day as written.</param>
/// <param name="Zone">The offset as written; null when the text has none.</param>
internal readonly record struct TimeReading(DateTime Wall, TimeSpan? Zone)
{
    /// <summary>Returns the moment. An offset outside the text applies only where the text has none.</summary>
    public DateTimeOffset In(TimeSpan utcOffset) => At(Wall, Zone ?? utcOffset);

    /// <summary>Returns a time of day in an offset; at the ends of the calendar the first or last moment there is.</summary>
    public static DateTimeOffset At(DateTime wall, TimeSpan utcOffset)
    {
        var utcTicks = wall.Ticks - utcOffset.Ticks;
        return utcTicks < 0 ? DateTimeOffset.MinValue
            : utcTicks > DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue
            : new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), utcOffset);
    }
}

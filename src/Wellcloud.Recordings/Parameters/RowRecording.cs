using System.Runtime.CompilerServices;
using Wellcloud.Client;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Recordings made of rows, whose times may have lost their offset. A parameter is read before the command knows its session.</summary>
internal static class RowRecording
{
    private static readonly ConditionalWeakTable<Recording, Func<TimeSpan, Recording>> s_makers = new();

    /// <summary>Makes a recording with the offset of the default session.</summary>
    /// <param name="make">Makes the recording, given the offset of times that have none.</param>
    public static Recording Make(Func<TimeSpan, Recording> make)
    {
        var recording = make(SessionStore.Default?.UtcOffset ?? WellcloudClientOptions.DefaultUtcOffset);
        s_makers.Add(recording, make);
        return recording;
    }

    /// <summary>Returns the recording with its times as the session of the command reads them.</summary>
    public static Recording In(this Recording recording, TimeSpan utcOffset) =>
        recording.StartTime?.Offset != utcOffset && s_makers.TryGetValue(recording, out var make) ? make(utcOffset) : recording;
}

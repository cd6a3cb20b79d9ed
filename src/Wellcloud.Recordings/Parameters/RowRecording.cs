using System.Runtime.CompilerServices;
using Wellcloud.Client;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Makes recordings from rows whose times may have no offset. The shell reads parameters before the command knows its session, so the offset may have to be corrected later.</summary>
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

    /// <summary>Returns the recording made again with the offset of the command's session, if it was made from a row with another offset.</summary>
    public static Recording ReadIn(this Recording recording, TimeSpan utcOffset) =>
        recording.StartTime?.Offset != utcOffset && s_makers.TryGetValue(recording, out var make) ? make(utcOffset) : recording;
}

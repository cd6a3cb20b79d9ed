using System.Text;

namespace Wellcloud.Client.Json;

/// <summary>What the service calls its fields. Case matters.</summary>
internal static class WireName
{
    private static readonly string[] Texts =
    [
        "id", "ani", "dnis", "callDirection", "startTime", "endTime", "callLength", "fileSize",
        "fileName", "deviceId", "agentId", "agentName", "callId", "tenantId", "state",
    ];

    private static readonly byte[][] Names = Array.ConvertAll(Texts, Encoding.ASCII.GetBytes);

    /// <summary>The name of a known field.</summary>
    public static string Of(RecordingField field) => Texts[(int)field];

    /// <summary>The field of a name.</summary>
    public static RecordingField Find(string name) => Array.IndexOf(Texts, name) is var index and >= 0 ? (RecordingField)index : RecordingField.Unknown;

    /// <summary>The field of a name.</summary>
    public static RecordingField Find(ReadOnlySpan<byte> name)
    {
        for (var field = RecordingField.Id; field < RecordingField.Unknown; field++)
        {
            if (name.SequenceEqual(Names[(int)field]))
            {
                return field;
            }
        }

        return RecordingField.Unknown;
    }
}

using System.Text;

namespace Wellcloud.Client.Json;

/// <summary>The service's names of the known fields. Case matters.</summary>
internal static class WireName
{
    private static readonly string[] _texts =
    [
        "id", "ani", "dnis", "callDirection", "startTime", "endTime", "callLength", "fileSize",
        "fileName", "deviceId", "agentId", "agentName", "callId", "tenantId", "state",
    ];

    private static readonly byte[][] _names = Array.ConvertAll(_texts, Encoding.ASCII.GetBytes);

    /// <summary>Returns the name of a known field.</summary>
    public static string Of(RecordingField field) => _texts[(int)field];

    /// <summary>Returns the field with a name.</summary>
    public static RecordingField Find(string name) => Array.IndexOf(_texts, name) is var index and >= 0 ? (RecordingField)index : RecordingField.Unknown;

    /// <summary>Returns the field with a name.</summary>
    public static RecordingField Find(ReadOnlySpan<byte> name)
    {
        for (var field = RecordingField.Id; field < RecordingField.Unknown; field++)
        {
            if (name.SequenceEqual(_names[(int)field]))
            {
                return field;
            }
        }

        return RecordingField.Unknown;
    }
}

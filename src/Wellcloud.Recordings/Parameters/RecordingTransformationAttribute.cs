using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads recordings in any form: a Recording, a SavedRecording, a CSV row, a hashtable, an object returned by a job, or an id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecordingTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly HashSet<string> Known = new(typeof(Recording).GetProperties().Select(static property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() switch
        {
            IList list => list.Cast<object?>().Select(ReadOne).ToArray(),
            _ => ReadOne(inputData),
        };

    private static Recording ReadOne(object? input)
    {
        var wrapped = PSObject.AsPSObject(input ?? throw MissingId(input));
        return wrapped.BaseObject switch
        {
            Recording recording => recording,
            SavedRecording { Recording: { } recording } => recording,
            string { Length: > 0 } id => FromId(id),
            string => throw MissingId(input),
            IDictionary table => Build(table.Keys.Cast<object>().ToDictionary(static key => key.ToString()!, key => table[key]!, StringComparer.OrdinalIgnoreCase), input),
            _ => Build(ReadProperties(wrapped), input),
        };
    }

    // Users often give the folder first and forget -Destination.
    private static Recording FromId(string id) => id.IndexOfAny(['/', '\\']) < 0
        ? new() { Id = id }
        : throw new ArgumentTransformationMetadataException(string.Format(Messages.PathInsteadOfId, id));

    private static Dictionary<string, object> ReadProperties(PSObject wrapped)
    {
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in wrapped.Properties.Where(static property => property.IsGettable))
        {
            if (property.Value is { } value)
            {
                values[property.Name] = value;
            }
        }

        return values;
    }

    private static Recording Build(Dictionary<string, object> values, object input)
    {
        var others = values.Where(static pair => !Known.Contains(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value.Unwrap());
        return new Recording
        {
            Id = Text("Id") ?? throw MissingId(input),
            CallId = Text("CallId"),
            CallDirection = Text("CallDirection"),
            State = Text("State"),
            StartTime = Time("StartTime"),
            EndTime = Time("EndTime"),
            CallLength = (int?)Number("CallLength"),
            Ani = Text("Ani"),
            Dnis = Text("Dnis"),
            DeviceId = Text("DeviceId"),
            AgentId = Text("AgentId"),
            AgentName = Text("AgentName"),
            FileName = Text("FileName"),
            FileSize = Number("FileSize"),
            TenantId = Text("TenantId"),
            AdditionalProperties = others.Count > 0 ? others : null,
        };

        string? Text(string name) => values.TryGetValue(name, out var value) && Convert<string>(value) is { Length: > 0 } text ? text : null;
        long? Number(string name) => Text(name) is { } text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        DateTimeOffset? Time(string name) => !values.TryGetValue(name, out var value) ? null : value.Unwrap() switch
        {
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(time),
            string text when DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.None, out var time) => time,
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
            _ => null,
        };
    }

    private static T? Convert<T>(object value) => LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var result) ? result : default;

    private static ArgumentTransformationMetadataException MissingId(object? input) => new(string.Format(Messages.MissingId, input));
}

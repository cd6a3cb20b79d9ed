using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Times;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads recordings in any form: a Recording, a SavedRecording, a CSV row, a hashtable, an object returned by a job, or an id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecordingTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly HashSet<string> Known = new(typeof(Recording).GetProperties().Select(static property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(ReadOne);

    /// <summary>Reads one recording.</summary>
    internal static Recording ReadOne(object? input)
    {
        var wrapped = PSObject.AsPSObject(input ?? throw MissingId(input));
        return wrapped.BaseObject switch
        {
            Recording recording => recording,
            SavedRecording { Recording: { } recording } => recording,
            string text => FromId(text.Trim()),
            IDictionary table => Read(table.Keys.Cast<object>().ToDictionary(static key => key.ToString()!, key => (object?)table[key], StringComparer.OrdinalIgnoreCase), input),
            _ => Read(ReadProperties(wrapped), input),
        };
    }

    // Users often give the folder first and forget -Destination.
    private static Recording FromId(string id) => id.Length == 0
        ? throw MissingId(id)
        : id.IndexOfAny(['/', '\\']) < 0
        ? new() { Id = id }
        : throw new ArgumentTransformationMetadataException(string.Format(Messages.PathInsteadOfId, id));

    private static Dictionary<string, object?> ReadProperties(PSObject wrapped)
    {
        // Empty properties are kept: a name template may use them.
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in wrapped.Properties.Where(static property => property.IsGettable))
        {
            values[property.Name] = property.Value;
        }

        return values;
    }

    private static Recording Read(Dictionary<string, object?> values, object input)
    {
        AddInner(values);
        var id = (Text(values, "Id") ?? Text(values, "RecordingId"))?.Trim() is { Length: > 0 } text ? text : throw MissingId(input);
        var others = ReadOthers(values);
        return RowRecording.Make(utcOffset => Build(id, values, others, utcOffset));
    }

    private static Recording Build(string id, Dictionary<string, object?> values, Dictionary<string, object?>? others, TimeSpan utcOffset)
    {
        var (start, end) = RowTimes.Read(ValueOf("StartTime").ToTime(), ValueOf("EndTime").ToTime(), Text(values, "Date"), utcOffset);
        return new Recording
        {
            Id = id,
            CallId = Text(values, "CallId"),
            CallDirection = Text(values, "CallDirection"),
            State = Text(values, "State"),
            StartTime = start,
            EndTime = end,
            CallLength = (int?)Number(values, "CallLength"),
            Ani = Text(values, "Ani"),
            Dnis = Text(values, "Dnis"),
            DeviceId = Text(values, "DeviceId"),
            AgentId = Text(values, "AgentId"),
            AgentName = Text(values, "AgentName"),
            FileName = Text(values, "FileName"),
            FileSize = Number(values, "FileSize"),
            TenantId = Text(values, "TenantId"),
            AdditionalProperties = others,
        };

        object? ValueOf(string name) => values.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>Adds the fields that only the recording inside a SavedRecording has, such as its state. In a CSV row, the inner recording is only an id.</summary>
    private static void AddInner(Dictionary<string, object?> values)
    {
        if (!values.TryGetValue(nameof(SavedRecording.Recording), out var inner) || inner is null)
        {
            return;
        }

        var told = ReadProperties(PSObject.AsPSObject(inner));
        if (told.ContainsKey("Id") || string.Equals(inner.Unwrap() as string, Text(values, "Id"), StringComparison.Ordinal))
        {
            values.Remove(nameof(SavedRecording.Recording));
        }

        foreach (var pair in told.Where(pair => told.ContainsKey("Id") && !values.ContainsKey(pair.Key)))
        {
            values.Add(pair.Key, pair.Value);
        }
    }

    /// <summary>Returns the properties that <see cref="Recording"/> does not have, and the entries of its AdditionalProperties.</summary>
    private static Dictionary<string, object?>? ReadOthers(Dictionary<string, object?> values)
    {
        var others = values.Where(static pair => !Known.Contains(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value.Unwrap());
        if (values.TryGetValue(nameof(Recording.AdditionalProperties), out var inner))
        {
            switch (inner.Unwrap())
            {
                case IDictionary table:
                    foreach (DictionaryEntry pair in table)
                    {
                        others[pair.Key.ToString()!] = pair.Value.Unwrap();
                    }

                    break;
                case PSCustomObject:
                    foreach (var property in PSObject.AsPSObject(inner).Properties)
                    {
                        others[property.Name] = property.Value.Unwrap();
                    }

                    break;
            }
        }

        return others.Count > 0 ? others : null;
    }

    private static string? Text(Dictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) && Convert<string>(value) is { Length: > 0 } text ? text : null;

    private static long? Number(Dictionary<string, object?> values, string name) =>
        Text(values, name) is { } text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static T? Convert<T>(object? value) => LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var result) ? result : default;

    private static ArgumentTransformationMetadataException MissingId(object? input) => new(string.Format(Messages.MissingId, input));
}

using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads outcomes, also those that went through CSV, JSON or CliXml.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SavedRecordingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(ReadOne);

    private static SavedRecording ReadOne(object? input)
    {
        if (input.Unwrap() is SavedRecording saved)
        {
            return saved;
        }

        // The path says which archive and which file.
        var recording = RecordingTransformationAttribute.ReadOne(input);
        return TryReadPath(PSObject.AsPSObject(input!), out var path)
            ? new SavedRecording { Id = recording.Id, Path = path, Recording = recording }
            : throw new ArgumentTransformationMetadataException(string.Format(Messages.NotInArchive, recording.Id));
    }

    private static bool TryReadPath(PSObject row, out string? path)
    {
        var (found, value) = row.BaseObject is IDictionary table
            ? (table.Contains(nameof(SavedRecording.Path)), table[nameof(SavedRecording.Path)])
            : (row.Properties[nameof(SavedRecording.Path)] is not null, row.Properties[nameof(SavedRecording.Path)]?.Value);
        path = value.Unwrap() is string { Length: > 0 } text ? text : null;
        return found;
    }
}

using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads recordings to play, as <see cref="RecordingTransformationAttribute"/> does, with the files of saved recordings.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlayableTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(ReadOne);

    private static PlayableRecording ReadOne(object? input) =>
        input.Unwrap() as PlayableRecording ?? new(RecordingTransformationAttribute.ReadOne(input), PathOf(input));

    private static string? PathOf(object? input) => input.Unwrap() switch
    {
        SavedRecording saved => saved.Path,
        Recording or string or null => null,

        // A saved recording that went through CSV, JSON or a job.
        IDictionary table => table["Status"] is null ? null : table["Path"]?.ToString(),
        _ => PSObject.AsPSObject(input).Properties is var properties && properties["Status"] is null ? null : properties["Path"]?.Value?.ToString(),
    };
}

using System.Collections;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads recordings to play, as <see cref="RecordingTransformationAttribute"/> does, with the files of saved recordings; and files on their own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlayableTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(input => ReadOne(engineIntrinsics, input));

    private static PlayableRecording ReadOne(EngineIntrinsics engine, object? input) => input.Unwrap() switch
    {
        PlayableRecording playable => playable,
        FileInfo file => OfFile(file.FullName),
        string text when text.IndexOfAny(['/', '\\']) >= 0 => OfFile(engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text)),
        _ => new(RecordingTransformationAttribute.ReadOne(input), PathOf(input)),
    };

    private static PlayableRecording OfFile(string path) => File.Exists(path)
        ? new(new() { Id = Path.GetFileName(path) }, path)
        : throw new ArgumentTransformationMetadataException(string.Format(Messages.NoFileToPlay, path));

    private static string? PathOf(object? input) => input.Unwrap() switch
    {
        SavedRecording saved => saved.Path,
        Recording or string or null => null,

        // A saved recording that went through CSV, JSON or a job.
        IDictionary table => table["Status"] is null ? null : table["Path"]?.ToString(),
        _ => PSObject.AsPSObject(input).Properties is var properties && properties["Status"] is null ? null : properties["Path"]?.Value?.ToString(),
    };
}

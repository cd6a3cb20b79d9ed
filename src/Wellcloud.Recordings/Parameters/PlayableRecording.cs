using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>A recording to play.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Path">The file that it was saved in; null for a recording that was not saved.</param>
public sealed record PlayableRecording(Recording Recording, string? Path)
{
    /// <summary>Whether the file is there, so that the service need not be asked.</summary>
    internal bool HasFile => Path is not null && File.Exists(Path);
}

namespace Wellcloud.Client.Saving;

/// <summary>The audio of a recording that is there already, and stays unless the service sends other audio.</summary>
/// <param name="Saved">How the audio was saved.</param>
/// <param name="ETag">The strong ETag that the audio came with; null when there was none.</param>
/// <param name="LastModified">When the audio was last changed, according to the service.</param>
internal sealed record KeptAudio(SavedRecording Saved, string? ETag, DateTimeOffset? LastModified);

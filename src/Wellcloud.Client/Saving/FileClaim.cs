namespace Wellcloud.Client.Saving;

/// <summary>The name that a recording may use, and the file that it has already.</summary>
/// <param name="Stem">The full path without the extension.</param>
/// <param name="Existing">The recording's own file; null when the audio has to be fetched.</param>
/// <param name="IsRepeated">Whether the recording came before in this run.</param>
internal readonly record struct FileClaim(string Stem, FileInfo? Existing, bool IsRepeated);

using Wellcloud.Client.Audio;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Saving;

/// <summary>Without a ledger: a file that has the name of a recording, with any extension of audio, is that recording's file.</summary>
internal sealed class FolderOwnership(AudioSaveOptions options) : FileOwnership
{
    /// <inheritdoc/>
    public override bool KeepsExisting(string path, string sha256) => false;

    /// <inheritdoc/>
    protected override FileInfo? FindExisting(string stem, DestinationFolders folders) =>
        options.Force ? null : folders.FindExisting(Path.GetDirectoryName(stem)!, Candidates(stem));

    private IEnumerable<string> Candidates(string stem) =>
        options.OutFile is null ? AudioFormat.Extensions.Select(extension => stem + extension) : [stem];
}

using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>
/// Decides whose file a file is: which recording may use a name, which file a recording has already, and which file may be overwritten.
/// What exists is judged by the folder (<see cref="FolderOwnership"/>) or by the ledger of an archive (<see cref="LedgerOwnership"/>).
/// </summary>
internal abstract class FileOwnership
{
    private readonly NameRegistry _names = new();
    private readonly DestinationFolders _folders = new();

    /// <summary>Returns the fault of a recording whose name belongs to another one.</summary>
    public static WellcloudException Collision(Recording recording, string path) =>
        new(WellcloudError.NameCollision, string.Format(Messages.NameCollision, recording.Id, path)) { Target = recording.Id };

    /// <summary>Reserves a name for a recording, and creates the folder.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="stem">The full path without the extension.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.NameCollision"/>: another recording has the name; <see cref="WellcloudError.WriteFailed"/>.
    /// </exception>
    public FileClaim Claim(Recording recording, string stem)
    {
        if (!TryReserve(stem, recording.Id))
        {
            throw Collision(recording, stem);
        }

        _folders.Create(Path.GetDirectoryName(stem)!);
        return new(stem, FindExisting(stem, _folders));
    }

    /// <summary>Whether a file keeps its name when complete audio of a recording is about to overwrite it.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="sha256">The digest of the new audio.</param>
    public abstract bool KeepsExisting(string path, string sha256);

    /// <summary>Reserves a name; false when another recording has it.</summary>
    protected bool TryReserve(string stem, string id) => _names.TryClaim(stem, id);

    /// <summary>Returns the file that a recording has already; null when there is none.</summary>
    protected abstract FileInfo? FindExisting(string stem, DestinationFolders folders);
}

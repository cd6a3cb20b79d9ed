using System.Collections.Concurrent;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>
/// Decides which recording owns a file: which recording may use a name, which file a recording has already, and which file may be overwritten.
/// What exists is judged by the folder (<see cref="FolderOwnership"/>) or by the ledger of an archive (<see cref="LedgerOwnership"/>).
/// </summary>
internal abstract class FileOwnership
{
    private readonly NameRegistry _names = new();
    private readonly ConcurrentDictionary<string, bool> _folders = new(FileNameComparison.Paths);

    /// <summary>Reserves a name for a recording. Nothing is written.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="stem">The full path without the extension.</param>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.NameCollision"/>: another recording has the name, or may have it; <see cref="WellcloudError.FileExists"/>.
    /// </exception>
    public FileClaim Claim(Recording recording, string stem)
    {
        stem = FindOwnStem(recording.Id) ?? stem;

        // Throws before the name is reserved, so that a recording that may not use the name does not block it for its owner.
        var existing = FindExisting(recording, stem);
        return _names.TryClaim(stem, recording.Id, out var isNew)
            ? new(stem, existing, IsRepeated: !isNew)
            : throw Collision(Messages.NameCollision, recording, stem);
    }

    /// <summary>Returns the file that a recording got earlier in this run; null when it has to be fetched again.</summary>
    /// <param name="stem">The full path without the extension.</param>
    public virtual FileInfo? FindSaved(string stem) => null;

    /// <summary>Creates the folder of a file if it is missing: once, so that a destination that disappears is noticed and not created again.</summary>
    public void PrepareFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!_folders.ContainsKey(folder))
        {
            Directory.CreateDirectory(folder);
            _folders[folder] = true;
        }
    }

    /// <summary>Returns the fault that keeps complete audio from overwriting what is there; null when it may have the name.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="sha256">The digest of the new audio.</param>
    public abstract WellcloudException? FindObstacle(Recording recording, string path, string sha256);

    /// <summary>Returns the audio that a recording keeps unless the service sends other audio; null when the audio is wanted in any case.</summary>
    public virtual KeptAudio? FindKept(string id) => null;

    /// <summary>Returns the full path without the extension of the file that a recording has already; null when it gets a new name.</summary>
    protected virtual string? FindOwnStem(string id) => null;

    /// <summary>Reserves a name; false when another recording has it.</summary>
    protected bool TryReserve(string stem, string id) => _names.TryClaim(stem, id);

    /// <summary>Returns the file that a recording has already; null when there is none.</summary>
    protected abstract FileInfo? FindExisting(Recording recording, string stem);

    /// <summary>Returns the fault of a recording whose name belongs to another recording, or may do so.</summary>
    protected static WellcloudException Collision(string message, Recording recording, string path) =>
        new(WellcloudError.NameCollision, string.Format(message, recording.Id, path)) { Target = recording.Id };
}

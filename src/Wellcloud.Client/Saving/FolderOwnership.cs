using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>
/// Without a ledger, only the name shows which recording a file belongs to: a name with the id is that recording's, any other may be anybody's.
/// </summary>
internal sealed class FolderOwnership(AudioSaveOptions options) : FileOwnership
{
    private readonly FolderContents _contents = new();

    // As the folder of a file in it: only the root of a drive keeps its separator.
    private readonly string _root = Path.GetDirectoryName(Path.Combine(Path.GetFullPath(options.Destination is "" ? "." : options.Destination), "file"))!;

    /// <inheritdoc/>
    public override WellcloudException? FindObstacle(Recording recording, string path, string sha256) =>
        options.Force || !IsThere(path) ? null
        : options.OutFile is not null ? Existing(path)
        : options.NameTemplate.IsUnique ? null // its own, empty when the run began
        : Collision(Messages.NameTaken, recording, path);

    /// <inheritdoc/>
    public override FileInfo? FindSaved(string stem) =>
        !options.Force && FolderContents.FindFile(stem) is { Length: > 0 } file ? file : null;

    /// <inheritdoc/>
    protected override FileInfo? FindExisting(Recording recording, string stem)
    {
        if (options.OutFile is { } file)
        {
            return options.Force || !IsThere(file) ? null : throw Existing(file);
        }

        var isUnique = options.NameTemplate.IsUnique;
        if (options.Force && !isUnique)
        {
            return null;
        }

        var (own, isVariantThere) = _contents.Find(_root, stem, options.NameTemplate.IsFileUnique);
        if (isVariantThere || (own is not null && !isUnique))
        {
            throw Collision(Messages.NameTaken, recording, own?.FullName ?? stem);
        }

        return !options.Force && own is { Length: > 0 } ? own : null;
    }

    private static bool IsThere(string path) => File.Exists(path) && !SpecialFile.Is(path);

    private static WellcloudException Existing(string path) =>
        new(WellcloudError.FileExists, string.Format(Messages.AlreadyThere, path)) { Target = path };
}

using Wellcloud.Client.Audio;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Saving;

/// <summary>
/// The audio files that were in the folders of a destination before this run, found by name without case, so that the result is the same on
/// every file system. Each folder is read once.
/// </summary>
/// <remarks>Keeps hashes instead of names: about 40 bytes for a file.</remarks>
internal sealed class FolderContents
{
    private readonly Dictionary<string, Contents> _folders = new(FileNameComparison.Paths);

    /// <summary>Looks for files with a name, and any extension of audio.</summary>
    /// <param name="root">The destination.</param>
    /// <param name="stem">The full path below it, without the extension.</param>
    /// <param name="isFileUnique">Whether the name of the file alone shows which recording it belongs to.</param>
    /// <returns>The file with exactly this name, if any; otherwise whether there is one whose name differs only in case.</returns>
    public (FileInfo? Own, bool IsVariantThere) Find(string root, string stem, bool isFileUnique)
    {
        var (folder, name) = (Path.GetDirectoryName(stem)!, Path.GetFileName(stem));
        var alike = FoldersLike(root, folder).ToList();

        // A file system without case opens a folder under any of its spellings. If an id may be in it, its real name decides.
        var isHere = alike.Any(actual => IsSame(actual, folder)) || (isFileUnique && alike.Count > 0 && Directory.Exists(folder));
        return isHere && Read(folder).Has(name)
            ? (Read(folder).HasSeveral(name) ? FindFile(stem) : FilesOf(stem).FirstOrDefault(), false)
            : (null, alike.Any(actual => Read(actual).HasLike(name)));
    }

    /// <summary>
    /// Returns the file of audio with exactly this name that is there now, whatever its extension. Of several it is the latest: audio that was
    /// downloaded again may have another format. An empty file is no audio.
    /// </summary>
    public static FileInfo? FindFile(string stem) =>
        FilesOf(stem).OrderByDescending(static file => file.Length > 0).ThenByDescending(static file => file.LastWriteTimeUtc).FirstOrDefault();

    private static IEnumerable<FileInfo> FilesOf(string stem) =>
        AudioFormat.Extensions.Select(extension => Follow(new FileInfo(stem + extension))).Where(static file => file.Exists);

    private static bool IsSame(string actual, string folder) => actual == folder || actual.Normalize() == folder.Normalize();

    /// <summary>Returns the folders whose path is the same or differs only in case below the root.</summary>
    private IEnumerable<string> FoldersLike(string root, string folder)
    {
        if (folder.Length <= root.Length)
        {
            return [root];
        }

        var name = FileNameComparison.Fold(Path.GetFileName(folder));
        return FoldersLike(root, Path.GetDirectoryName(folder)!).SelectMany(
            parent => Read(parent).Folders.TryGetValue(name, out var names) ? names.Select(actual => Path.Combine(parent, actual)) : []);
    }

    private Contents Read(string folder)
    {
        if (!_folders.TryGetValue(folder, out var contents))
        {
            contents = new Contents();
            _folders.Add(folder, contents);
            var info = new DirectoryInfo(folder);
            try
            {
                foreach (var entry in info.Exists ? info.EnumerateFileSystemInfos() : [])
                {
                    contents.Add(entry);
                }
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                // The folder cannot be read. If it cannot be written to either, writing reports that.
            }
        }

        return contents;
    }

    /// <summary>Returns what a link leads to: the link's own size is meaningless, and a broken link is not a file.</summary>
    private static FileInfo Follow(FileInfo file)
    {
#if NET8_0_OR_GREATER
        return file.Exists && file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
#else
        return file;
#endif
    }

    private static ulong Hash(string name) => BitConverter.ToUInt64(NameMark.Hash(name), 0);

    /// <summary>What is in one folder.</summary>
    private sealed class Contents
    {
        private readonly HashSet<ulong> _exact = [];
        private readonly HashSet<ulong> _folded = [];
        private readonly HashSet<ulong> _several = [];

        public Dictionary<string, List<string>> Folders { get; } = new(StringComparer.Ordinal);

        public bool Has(string name) => _exact.Count > 0 && _exact.Contains(Hash(name));

        public bool HasSeveral(string name) => _several.Count > 0 && _several.Contains(Hash(name));

        public bool HasLike(string name) => _folded.Count > 0 && _folded.Contains(Hash(FileNameComparison.Fold(name)));

        public void Add(FileSystemInfo entry)
        {
            var folded = FileNameComparison.Fold(entry.Name);
            if (entry is DirectoryInfo)
            {
                if (!Folders.TryGetValue(folded, out var names))
                {
                    Folders.Add(folded, names = []);
                }

                names.Add(entry.Name);
                return;
            }

            var extension = AudioFormat.Extensions.FirstOrDefault(known => entry.Name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
            if (extension is not null)
            {
                var stem = entry.Name.Substring(0, entry.Name.Length - extension.Length);
                var hash = Hash(stem.Normalize(System.Text.NormalizationForm.FormC));
                if (!_exact.Add(hash))
                {
                    _several.Add(hash);
                }

                _folded.Add(Hash(FileNameComparison.Fold(stem)));
            }
        }
    }
}

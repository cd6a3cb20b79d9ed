namespace Wellcloud.Client.Files;

/// <summary>The folders that files are saved to: created when first needed, and searched only if they were not empty then.</summary>
internal sealed class DestinationFolders
{
    private readonly Dictionary<string, bool> _wasEmpty = new(FileNameComparison.Paths);

    /// <summary>Returns the first of some files that exists in a folder; null when none does.</summary>
    /// <param name="folder">The folder, for which <see cref="Create"/> was called before.</param>
    /// <param name="paths">The full paths of the files.</param>
    public FileInfo? FindExisting(string folder, IEnumerable<string> paths) =>
        _wasEmpty[folder] ? null : paths.Select(static path => new FileInfo(path)).FirstOrDefault(static file => file.Exists);

    /// <summary>Creates a folder if it is missing, and remembers whether it was empty: that saves a look for each extension of each file.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>.</exception>
    public void Create(string folder)
    {
        if (_wasEmpty.ContainsKey(folder))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            _wasEmpty.Add(folder, !Directory.EnumerateFileSystemEntries(folder).Any());
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(folder, exception);
        }
    }
}
